/** A text to the PDUs that `AT+CMGS` takes: 3GPP TS 23.040 9.2.2.2. */

import { TerminalError } from '../errors.js';
import { encodeAddress, encodeSmsc } from './address.js';
import { encodeDcs, type MessageClass } from './dcs.js';
import { encodeGsm7 } from './gsm7.js';
import { fillBitsAfter, packSeptets } from './gsm7-pack.js';
import { hexFromOctets } from './octets.js';
import { alphabetFor, splitText, type TextAlphabet } from './segment.js';
import { encodeUcs2 } from './ucs2.js';
import { encodeConcat } from './udh.js';
import { validityOctet } from './validity.js';

export interface SubmitOptions {
  /** Digits, `*`, `#`, with `+` when international. */
  readonly to: string;
  readonly text: string;
  /** Ask for a status report. */
  readonly report?: boolean;
  /** Show at once and do not store: message class 0. */
  readonly flash?: boolean;
  readonly messageClass?: MessageClass;
  /**
   * 0–65535, 0 by default: TP-Message-Reference of the first part (its low octet, counting up) and, for a long text, the
   * concatenation reference, which should differ between texts to one number.
   */
  readonly reference?: number;
  /** A 16-bit concatenation reference even when 8 bits hold it. */
  readonly wideReference?: boolean;
  /** How long the centre keeps trying; its own rule without. 5 minutes to 63 weeks, rounded down to a step. */
  readonly validityMinutes?: number;
  /** Service centre; the SIM's own without. */
  readonly smsc?: string;
  /** Chosen by the text without. `gsm7` is refused for a text that it cannot carry. */
  readonly alphabet?: TextAlphabet;
}

export interface SubmitPdu {
  /** With SMSC field, upper case. */
  readonly hex: string;
  /** Octets of the TPDU alone, the argument of `AT+CMGS`. */
  readonly length: number;
}

const SUBMIT = 0x01;
const RELATIVE_VALIDITY = 0x10;
const STATUS_REPORT = 0x20;
const HAS_HEADER = 0x40;

/**
 * One PDU for each part.
 * @throws TerminalError `sms/number`, `sms/reference`, `sms/alphabet`, or `sms/too-long` above 255 parts.
 */
export function encodeSubmit(options: SubmitOptions): SubmitPdu[] {
  const reference = checkReference(options.reference ?? 0);
  const alphabet = checkAlphabet(options.text, options.alphabet);
  const bits = options.wideReference || reference > 0xff ? 16 : 8;
  const parts = splitText(options.text, alphabet, bits === 16 ? 7 : 6);
  const smsc = hexFromOctets(encodeSmsc(options.smsc));
  const to = encodeAddress(options.to);
  return parts.map((part, i) => {
    const header =
      parts.length > 1 ? encodeConcat({ ref: reference, total: parts.length, seq: i + 1, bits }) : [];
    const fields = encodeFields(options, to, alphabet, header.length > 0, (reference + i) & 0xff);
    const data = encodeUserData(part, alphabet, header);
    const hex = smsc + hexFromOctets(fields) + hexFromOctets(data.head) + hexFromOctets(data.octets);
    return { hex, length: fields.length + data.head.length + data.octets.length };
  });
}

/** Everything before the user data. */
function encodeFields(
  options: SubmitOptions,
  to: readonly number[],
  alphabet: TextAlphabet,
  hasHeader: boolean,
  reference: number,
): number[] {
  const validity = options.validityMinutes;
  const first =
    SUBMIT |
    (validity === undefined ? 0 : RELATIVE_VALIDITY) |
    (options.report ? STATUS_REPORT : 0) |
    (hasHeader ? HAS_HEADER : 0);
  const dcs = encodeDcs(alphabet, options.flash ? 0 : options.messageClass);
  const fields = [first, reference, ...to, 0, dcs];
  if (validity !== undefined) fields.push(validityOctet(validity));
  return fields;
}

/** TP-UDL with the header, and the text: the length counts septets, header included, in the default alphabet, and octets in UCS-2. */
function encodeUserData(
  part: string,
  alphabet: TextAlphabet,
  header: readonly number[],
): { readonly head: readonly number[]; readonly octets: Uint8Array } {
  if (alphabet === 'ucs2') {
    const octets = encodeUcs2(part);
    return { head: [header.length + octets.length, ...header], octets };
  }
  const septets = encodeGsm7(part) ?? [];
  const length = Math.ceil((header.length * 8) / 7) + septets.length;
  return { head: [length, ...header], octets: packSeptets(septets, fillBitsAfter(header.length)) };
}

function checkReference(reference: number): number {
  if (Number.isInteger(reference) && reference >= 0 && reference <= 0xffff) return reference;
  throw new TerminalError('sms/reference', `a reference is a whole number from 0 to 65535, not ${reference}`);
}

function checkAlphabet(text: string, wanted: TextAlphabet | undefined): TextAlphabet {
  const fitting = alphabetFor(text);
  if (wanted !== 'gsm7' || fitting === 'gsm7') return wanted ?? fitting;
  throw new TerminalError('sms/alphabet', 'the text has characters that the 7-bit alphabet lacks');
}
