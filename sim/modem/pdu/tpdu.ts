/** The three TPDUs of a handset: SUBMIT out, DELIVER and STATUS-REPORT in (3GPP TS 23.040, 9.2.2). */
import { type Address, decodeAddress, encodeAddress } from './address.js';
import { type Cursor, createCursor, pduError } from './cursor.js';
import { type UserData, userDataOctets } from './user-data.js';

export interface Submit {
  readonly kind: 'submit';
  readonly destination: Address;
  readonly pid: number;
  /** TP-SRR. */
  readonly wantsReport: boolean;
  readonly firstOctet: number;
  /** TP-VP as it stands: none, one octet or seven. */
  readonly validity: Uint8Array;
  readonly data: UserData;
}

export interface Deliver {
  readonly kind: 'deliver';
  readonly originator: Address;
  readonly pid: number;
  readonly firstOctet: number;
  /** Seven octets. */
  readonly timestamp: Uint8Array;
  readonly data: UserData;
}

export interface StatusReport {
  readonly kind: 'report';
  readonly firstOctet: number;
  readonly reference: number;
  readonly recipient: Address;
  readonly timestamp: Uint8Array;
  readonly discharge: Uint8Array;
  /** TP-Status: 0 received, 32 still trying, 64 and above given up (9.2.3.15). */
  readonly status: number;
}

const UDHI = 0x40;
const SRR = 0x20;
const NO_MORE_MESSAGES = 0x04;

/** @throws TerminalError `sim/pdu` for anything that is not a whole SUBMIT. */
export function decodeSubmit(tpdu: Uint8Array): Submit {
  const cursor = createCursor(tpdu);
  const firstOctet = cursor.octet();
  if ((firstOctet & 3) !== 1) throw pduError('is not a SUBMIT');
  cursor.octet();
  const destination = decodeAddress(cursor);
  const pid = cursor.octet();
  const dcs = cursor.octet();
  const validity = cursor.take([0, 7, 1, 7][(firstOctet >> 3) & 3] ?? 0);
  const data = decodeData(cursor, dcs, firstOctet);
  if (cursor.rest().length > 0) throw pduError('goes on after its user data');
  return {
    kind: 'submit',
    destination,
    pid,
    wantsReport: (firstOctet & SRR) !== 0,
    firstOctet,
    validity,
    data,
  };
}

export function encodeSubmit(submit: Omit<Submit, 'kind' | 'wantsReport'>, reference: number): Uint8Array {
  return Uint8Array.from([
    submit.firstOctet,
    reference,
    ...encodeAddress(submit.destination),
    submit.pid,
    submit.data.dcs,
    ...submit.validity,
    submit.data.length,
    ...submit.data.octets,
  ]);
}

/** @throws TerminalError `sim/pdu` for anything that is not a whole DELIVER. */
export function decodeDeliver(tpdu: Uint8Array): Deliver {
  const cursor = createCursor(tpdu);
  const firstOctet = cursor.octet();
  if ((firstOctet & 3) !== 0) throw pduError('is not a DELIVER');
  const originator = decodeAddress(cursor);
  const pid = cursor.octet();
  const dcs = cursor.octet();
  const timestamp = cursor.take(7);
  return {
    kind: 'deliver',
    originator,
    pid,
    firstOctet,
    timestamp,
    data: decodeData(cursor, dcs, firstOctet),
  };
}

export function encodeDeliver(deliver: Pick<Deliver, 'originator' | 'timestamp' | 'data'>): Uint8Array {
  return Uint8Array.from([
    NO_MORE_MESSAGES | (deliver.data.hasHeader ? UDHI : 0),
    ...encodeAddress(deliver.originator),
    0,
    deliver.data.dcs,
    ...deliver.timestamp,
    deliver.data.length,
    ...deliver.data.octets,
  ]);
}

/** @throws TerminalError `sim/pdu` for anything that is not a STATUS-REPORT. */
export function decodeReport(tpdu: Uint8Array): StatusReport {
  const cursor = createCursor(tpdu);
  const firstOctet = cursor.octet();
  if ((firstOctet & 3) !== 2) throw pduError('is not a STATUS-REPORT');
  const reference = cursor.octet();
  const recipient = decodeAddress(cursor);
  const timestamp = cursor.take(7);
  const discharge = cursor.take(7);
  return { kind: 'report', firstOctet, reference, recipient, timestamp, discharge, status: cursor.octet() };
}

export function encodeReport(report: Omit<StatusReport, 'kind' | 'firstOctet'>): Uint8Array {
  return Uint8Array.from([
    0x02 | NO_MORE_MESSAGES,
    report.reference,
    ...encodeAddress(report.recipient),
    ...report.timestamp,
    ...report.discharge,
    report.status,
  ]);
}

function decodeData(cursor: Cursor, dcs: number, firstOctet: number): UserData {
  const length = cursor.octet();
  const count = userDataOctets(dcs, length);
  if (count > 140) throw pduError(`has ${count} octets of user data, more than 140`);
  return { dcs, hasHeader: (firstOctet & UDHI) !== 0, length, octets: cursor.take(count) };
}
