/** Command and response APDUs with short lengths: ISO/IEC 7816-4:2013, 5.1 and 5.2. */

import { TerminalError } from '../errors.js';
import { concat } from './bytes.js';
import { wordsOf } from './status-words.js';

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1–255 bytes; none when left out. */
  readonly data?: Uint8Array;
  /** Ne, the most bytes wanted back: 1–256 (256 travels as 00). None when left out. */
  readonly le?: number;
}

export interface ResponseApdu {
  readonly data: Uint8Array;
  /** SW1 SW2 as one number, 0x9000 for success. */
  readonly sw: number;
}

/**
 * The bytes of a command: case 1 (header), 2 (+Le), 3 (+Lc data) or 4 (both).
 * @throws TerminalError `card/bad-apdu` when a field is out of its range.
 */
export function buildApdu(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data, le } = command;
  for (const byte of [cla, ins, p1, p2]) {
    if (!Number.isInteger(byte) || byte < 0 || byte > 0xff) throw badApdu('a header byte is out of range');
  }
  if (data !== undefined && (data.length < 1 || data.length > 255))
    throw badApdu('data must have 1–255 bytes');
  if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 256)) throw badApdu('Le must be 1–256');
  return concat(
    Uint8Array.of(cla, ins, p1, p2),
    data === undefined ? new Uint8Array() : concat(Uint8Array.of(data.length), data),
    le === undefined ? new Uint8Array() : Uint8Array.of(le & 0xff),
  );
}

/**
 * Reads a command back, all four cases.
 * @throws TerminalError `card/bad-apdu` when it is cut short or has bytes too many.
 */
export function parseApdu(bytes: Uint8Array): CommandApdu {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
    throw badApdu('a command has at least four bytes');
  }
  const header = { cla, ins, p1, p2 };
  const third = bytes[4];
  if (third === undefined) return header;
  if (bytes.length === 5) return { ...header, le: third === 0 ? 256 : third };
  const end = 5 + third;
  if (third === 0 || bytes.length < end || bytes.length > end + 1) throw badApdu('Lc does not fit the data');
  const data = bytes.slice(5, end);
  const le = bytes[end];
  return le === undefined ? { ...header, data } : { ...header, data, le: le === 0 ? 256 : le };
}

/**
 * Splits a response into data and status word.
 * @throws TerminalError `card/bad-response` when there are fewer than two bytes.
 */
export function parseResponse(bytes: Uint8Array): ResponseApdu {
  const sw1 = bytes[bytes.length - 2];
  const sw2 = bytes[bytes.length - 1];
  if (sw1 === undefined || sw2 === undefined) {
    throw new TerminalError('card/bad-response', 'the card answered without a status word', {
      context: { length: bytes.length },
      retry: 'retry',
    });
  }
  return { data: bytes.slice(0, -2), sw: (sw1 << 8) | sw2 };
}

/**
 * The data of a successful response.
 * @throws TerminalError `card/refused` with `sw` and its meaning in words; `card/bad-response`
 */
export function dataOf(bytes: Uint8Array): Uint8Array {
  const { data, sw } = parseResponse(bytes);
  if (sw === 0x9000) return data;
  const code = sw.toString(16).toUpperCase().padStart(4, '0');
  throw new TerminalError('card/refused', `the card refused: ${wordsOf(sw)} (${code})`, { context: { sw } });
}

function badApdu(message: string): TerminalError {
  return new TerminalError('card/bad-apdu', message);
}
