/**
 * SMS-STATUS-REPORT: 3GPP TS 23.040 9.2.2.3. The optional fields behind TP-Status are not read: modems pad them with
 * anything, and nothing here needs them.
 */

import { type AddressType, readAddress } from './address.js';
import type { OctetReader } from './octets.js';
import { type DeliveryStatus, decodeStatus } from './status.js';
import { readTimestamp } from './timestamp.js';

export interface StatusReport {
  readonly type: 'SMS-STATUS-REPORT';
  readonly smsc?: string;
  /** Who the text went to. */
  readonly number: string;
  readonly numberType: AddressType;
  /** TP-Message-Reference of the text it is about; wraps at 255. */
  readonly reference: number;
  /** When the centre took the text (ISO 8601). */
  readonly timestamp?: string;
  /** When it reached its end or the centre last tried. */
  readonly discharge?: string;
  /** TP-Status octet. */
  readonly status: number;
  readonly delivery: DeliveryStatus;
}

export function readStatusReport(reader: OctetReader): StatusReport {
  const reference = reader.octet('the message reference');
  const { number, type: numberType } = readAddress(reader);
  const timestamp = readTimestamp(reader, 'the time stamp');
  const discharge = readTimestamp(reader, 'the discharge time');
  const status = reader.octet('the status');
  return {
    type: 'SMS-STATUS-REPORT',
    number,
    numberType,
    reference,
    ...(timestamp !== undefined && { timestamp }),
    ...(discharge !== undefined && { discharge }),
    status,
    delivery: decodeStatus(status),
  };
}
