/** SMS-SUBMIT, a text to the network: 3GPP TS 23.040 9.2.2.2. Reading side; see encode-submit.ts for the other. */

import { type AddressType, readAddress } from './address.js';
import { HAS_HEADER } from './deliver.js';
import type { OctetReader } from './octets.js';
import { readUserData, type UserData } from './user-data.js';
import { readValidity, type Validity } from './validity.js';

export interface Submit extends UserData {
  readonly type: 'SMS-SUBMIT';
  readonly smsc?: string;
  /** Whom it goes to. */
  readonly number: string;
  readonly numberType: AddressType;
  /** TP-Message-Reference. */
  readonly reference: number;
  readonly pid: number;
  readonly dcs: number;
  readonly validity?: Validity;
  /** A status report is asked for. */
  readonly statusReport: boolean;
  readonly rejectDuplicates: boolean;
}

const REJECT_DUPLICATES = 0x04;
const STATUS_REPORT = 0x20;

export function readSubmit(reader: OctetReader, first: number): Submit {
  const reference = reader.octet('the message reference');
  const { number, type: numberType } = readAddress(reader);
  const pid = reader.octet('the protocol identifier');
  const dcs = reader.octet('the data coding scheme');
  const validity = readValidity(reader, (first >> 3) & 3);
  return {
    type: 'SMS-SUBMIT',
    number,
    numberType,
    reference,
    pid,
    dcs,
    ...(validity && { validity }),
    statusReport: (first & STATUS_REPORT) !== 0,
    rejectDuplicates: (first & REJECT_DUPLICATES) !== 0,
    ...readUserData(reader, dcs, (first & HAS_HEADER) !== 0),
  };
}
