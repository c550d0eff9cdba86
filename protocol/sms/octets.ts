/** Octets of a PDU, read with a cursor that names the octet where reading went wrong. */

import { TerminalError } from '../errors.js';

/** Longest PDU taken: SMSC field (12 octets) and the largest TPDU (TS 23.040 9.2.2: under 200), with room for padding. */
const PDU_OCTETS_MAX = 512;

/** Why a PDU cannot be read. `octet` counts from 0 at the start of what was given. */
export function pduError(reason: string, message: string, octet: number): TerminalError {
  return new TerminalError(`sms/${reason}`, `${message} (octet ${octet})`, { context: { octet } });
}

/**
 * @throws TerminalError `sms/hex` for anything but pairs of hexadecimal digits, `sms/too-long` above 512 octets.
 */
export function octetsFromHex(hex: string): Uint8Array {
  const text = hex.trim();
  if (text.length > PDU_OCTETS_MAX * 2) throw pduError('too-long', 'the PDU is too long', PDU_OCTETS_MAX);
  const bad = text.search(/[^0-9a-f]/i);
  if (bad >= 0) throw pduError('hex', 'the PDU has a character that is no hexadecimal digit', bad >> 1);
  if (text.length % 2 === 1) throw pduError('hex', 'the PDU ends in half an octet', text.length >> 1);
  const octets = new Uint8Array(text.length / 2);
  for (let i = 0; i < octets.length; i += 1)
    octets[i] = (nibble(text.charCodeAt(i * 2)) << 4) | nibble(text.charCodeAt(i * 2 + 1));
  return octets;
}

/** The value of a hexadecimal digit's character code; the letters differ from their lower case in one bit. */
function nibble(code: number): number {
  return code < 0x41 ? code - 0x30 : (code | 0x20) - 0x57;
}

const PAIRS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0').toUpperCase());

export function hexFromOctets(octets: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < octets.length; i += 1) text += PAIRS[(octets[i] ?? 0) & 0xff];
  return text;
}

export interface OctetReader {
  /** Index of the next octet. */
  readonly position: number;
  readonly remaining: number;
  /** The next octet. @throws TerminalError `sms/truncated`, naming `what` was expected. */
  octet(what: string): number;
  /** The next `count` octets. @throws TerminalError `sms/truncated` */
  take(count: number, what: string): Uint8Array;
}

export function readOctets(octets: Uint8Array): OctetReader {
  let position = 0;
  const take = (count: number, what: string): Uint8Array => {
    const end = position + count;
    if (end > octets.length) throw pduError('truncated', `the PDU ends inside ${what}`, octets.length);
    const taken = octets.subarray(position, end);
    position = end;
    return taken;
  };
  return {
    get position() {
      return position;
    },
    get remaining() {
      return octets.length - position;
    },
    octet: (what) => take(1, what)[0] ?? 0,
    take,
  };
}
