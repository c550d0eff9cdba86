/** Texts as text mode shows them, +CMGF=1 (3GPP TS 27.005, 3.1 and 3.4). */
import { toWire, ucs2Hex } from './charset.js';
import { type Address, decodeServiceCentre } from './pdu/address.js';
import { bytesToHex, createCursor, hexToBytes } from './pdu/cursor.js';
import { timestampText } from './pdu/timestamp.js';
import {
  type Deliver,
  decodeDeliver,
  decodeReport,
  decodeSubmit,
  type StatusReport,
  type Submit,
} from './pdu/tpdu.js';
import { readUserData, type UserData } from './pdu/user-data.js';
import type { StoredText } from './text-store.js';
import type { Settings } from './types.js';

export const STATUS_WORDS = ['REC UNREAD', 'REC READ', 'STO UNSENT', 'STO SENT'] as const;

export interface Opened {
  readonly serviceCentre: string;
  readonly tpdu: Uint8Array;
}

/** Takes the service centre off. @throws TerminalError `sim/pdu`. */
export function openPdu(pdu: string): Opened {
  const cursor = createCursor(hexToBytes(pdu));
  const serviceCentre = decodeServiceCentre(cursor);
  return { serviceCentre, tpdu: cursor.rest() };
}

type Message = Submit | Deliver | StatusReport;

function readMessage(tpdu: Uint8Array, isStoredByHost: boolean): Message {
  if (isStoredByHost) return decodeSubmit(tpdu);
  return ((tpdu[0] ?? 0) & 3) === 2 ? decodeReport(tpdu) : decodeDeliver(tpdu);
}

/** Lines of +CMGL (`withIndex`) or +CMGR for one stored text. */
export function storedText(text: StoredText, settings: Settings, withIndex: boolean): string[] {
  const { serviceCentre, tpdu } = openPdu(text.pdu);
  const message = readMessage(tpdu, text.status >= 2);
  const head = withIndex ? `+CMGL: ${text.index},` : '+CMGR: ';
  const status = `"${STATUS_WORDS[text.status]}"`;
  if (message.kind === 'report') return [`${head}${status},${reportFields(message, settings)}`];
  const [address, time] =
    message.kind === 'deliver'
      ? [message.originator, `,"${timestampText(message.timestamp)}"`]
      : [message.destination, withIndex ? ',' : ''];
  const fields = `${head}${status},${quotedNumber(address, settings)},${time}`;
  const body = textBody(message.data, settings);
  if (!settings.showHeader) return [fields, body];
  const length = message.data.length;
  if (withIndex) return [`${fields},${address.type},${length}`, body];
  const validity = message.kind === 'submit' ? `${message.validity[0] ?? 0},` : '';
  const parameters = `${address.type},${message.firstOctet},${message.pid},${message.data.dcs},${validity}`;
  return [`${fields},${parameters}"${wireNumber(serviceCentre, settings)}",145,${length}`, body];
}

/** +CMT or +CDS with its text, in either mode: lines joined as they go out. */
export function directText(pdu: string, isReport: boolean, settings: Settings): string {
  const { serviceCentre, tpdu } = openPdu(pdu);
  if (!settings.textMode) return `${isReport ? '+CDS: ' : '+CMT: ,'}${tpdu.length}\r\n${pdu}`;
  if (isReport) return `+CDS: ${reportFields(decodeReport(tpdu), settings)}`;
  const message = decodeDeliver(tpdu);
  const sender = `${quotedNumber(message.originator, settings)},,"${timestampText(message.timestamp)}"`;
  const { type } = message.originator;
  const parameters = `,${type},${message.firstOctet},${message.pid},${message.data.dcs}`;
  const centre = `,"${wireNumber(serviceCentre, settings)}",145,${message.data.length}`;
  return `+CMT: ${sender}${settings.showHeader ? parameters + centre : ''}\r\n${textBody(message.data, settings)}`;
}

function reportFields(report: StatusReport, settings: Settings): string {
  const { firstOctet, reference, recipient, timestamp, discharge, status } = report;
  const times = `"${timestampText(timestamp)}","${timestampText(discharge)}"`;
  return `${firstOctet},${reference},${quotedNumber(recipient, settings)},${recipient.type},${times},${status}`;
}

/** 7 bit text without a header in the host's character set; everything else as hex octets (`<data>`). */
function textBody(data: UserData, settings: Settings): string {
  const content = readUserData(data);
  if (content.alphabet === 'gsm7' && !data.hasHeader) return toWire(content.text, settings.charset);
  return content.alphabet === 'ucs2' && !data.hasHeader ? ucs2Hex(content.text) : bytesToHex(data.octets);
}

function quotedNumber(address: Address, settings: Settings): string {
  return `"${wireNumber(address.number, settings)}"`;
}

/** Numbers are strings too: under UCS2 they go out as hex. */
function wireNumber(number: string, settings: Settings): string {
  return settings.charset === 'UCS2' ? ucs2Hex(number) : number;
}
