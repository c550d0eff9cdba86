/** SMS-DELIVER, a text from the network: 3GPP TS 23.040 9.2.2.1. */

import { type AddressType, readAddress } from './address.js';
import type { OctetReader } from './octets.js';
import { readTimestamp } from './timestamp.js';
import { readUserData, type UserData } from './user-data.js';

export interface Deliver extends UserData {
  readonly type: 'SMS-DELIVER';
  /** Service centre, from the field before the TPDU. */
  readonly smsc?: string;
  /** Who sent it: digits with `+` when international, or a name; empty when the network hides it. */
  readonly number: string;
  readonly numberType: AddressType;
  readonly pid: number;
  readonly dcs: number;
  /** ISO 8601 with the centre's zone; undefined when the octets are no date. */
  readonly timestamp?: string;
  /** The centre has more to deliver. */
  readonly moreToSend: boolean;
  /** A status report goes back to the sender. */
  readonly statusReport: boolean;
}

const MORE_MESSAGES = 0x04;
const STATUS_REPORT = 0x20;
export const HAS_HEADER = 0x40;

export function readDeliver(reader: OctetReader, first: number): Deliver {
  const { number, type: numberType } = readAddress(reader);
  const pid = reader.octet('the protocol identifier');
  const dcs = reader.octet('the data coding scheme');
  const timestamp = readTimestamp(reader, 'the time stamp');
  return {
    type: 'SMS-DELIVER',
    number,
    numberType,
    pid,
    dcs,
    ...(timestamp !== undefined && { timestamp }),
    // 9.2.3.2: the bit is 0 when more messages are waiting.
    moreToSend: (first & MORE_MESSAGES) === 0,
    statusReport: (first & STATUS_REPORT) !== 0,
    ...readUserData(reader, dcs, (first & HAS_HEADER) !== 0),
  };
}
