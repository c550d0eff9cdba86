/** Which of the messages a PDU is: TP-Message-Type-Indicator, 3GPP TS 23.040 9.2.3.1. */

import { isTerminalError } from '../errors.js';
import { readSmsc } from './address.js';
import { type Deliver, readDeliver } from './deliver.js';
import { type OctetReader, octetsFromHex, pduError, readOctets } from './octets.js';
import { readStatusReport, type StatusReport } from './status-report.js';
import { readSubmit, type Submit } from './submit.js';

export type Pdu = Deliver | Submit | StatusReport;

/** Where the PDU was read: `present` as modems give it (SMSC field first), `absent` a bare TPDU, `guess` either. */
export type SmscField = 'present' | 'absent' | 'guess';

/**
 * A PDU in hexadecimal as `+CMGL`, `+CMGR`, `+CMT` and `+CDS` give it. Octets behind the message are padding.
 * The type indicator does not tell the direction, so DELIVER-REPORT, SUBMIT-REPORT and COMMAND, which never reach a
 * modem's host, are not looked for.
 * @throws TerminalError `sms/hex`, `sms/too-long`, `sms/truncated`, `sms/smsc`, `sms/address`, `sms/header` or
 *   `sms/message-type`, each with `context.octet`.
 */
export function decodePdu(hex: string, smsc: SmscField = 'present'): Pdu {
  const octets = octetsFromHex(hex);
  if (smsc === 'absent') return readTpdu(readOctets(octets));
  if (smsc === 'present') return readWithSmsc(octets);
  try {
    return readWithSmsc(octets);
  } catch (error) {
    return readBareOr(octets, error);
  }
}

/** The bare reading, or when that fails too, the error of the usual one. */
function readBareOr(octets: Uint8Array, usual: unknown): Pdu {
  try {
    return readTpdu(readOctets(octets));
  } catch (error) {
    throw isTerminalError(error, 'sms/') ? usual : error;
  }
}

function readWithSmsc(octets: Uint8Array): Pdu {
  const reader = readOctets(octets);
  const smsc = readSmsc(reader);
  const message = readTpdu(reader);
  return smsc === undefined ? message : { ...message, smsc: smsc.number };
}

function readTpdu(reader: OctetReader): Pdu {
  const at = reader.position;
  const first = reader.octet('the first octet of the TPDU');
  switch (first & 3) {
    case 0:
      return readDeliver(reader, first);
    case 1:
      return readSubmit(reader, first);
    case 2:
      return readStatusReport(reader);
    default:
      throw pduError('message-type', 'the message type is reserved', at);
  }
}
