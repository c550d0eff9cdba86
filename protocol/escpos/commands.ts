/**
 * ESC/POS commands whose bytes we write ourselves, because the encoder library gets them wrong or does not know them.
 * Source of each: Epson ESC/POS Application Programming Guide, under the command's name.
 *
 * INVARIANT: only `askStatus` and `DRAWER_KICK_NOW` contain the pairs 10 04, 10 05 or 10 14, which a printer takes for a
 * real-time command wherever they stand.
 */

import type { StatusQuestion } from './status.js';

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/**
 * Nothing, at length: a printer that was left in the middle of a command takes the next job's first bytes for its rest. It
 * ignores NUL elsewhere. Longer than any command that we send: a QR symbol of 512 bytes.
 */
export const REST_OF_ANY_COMMAND = new Uint8Array(520);

/** FS &: Chinese (two-byte) character mode on. ESC @ turns it off on some printers, so it follows every ESC @. */
export const CHINESE_ON = Uint8Array.of(FS, 0x26);

/** GS a 0: no automatic status, so that each byte which comes back answers a question. */
export const AUTO_STATUS_OFF = Uint8Array.of(GS, 0x61, 0);

/** GS r 1: paper sensor, answered in its turn. */
export const ASK_PAPER_IN_TURN = Uint8Array.of(GS, 0x72, 1);

/** GS V 66 n: feeds to the cutter and n dots more, then cuts all but one point. */
export const CUT = Uint8Array.of(GS, 0x56, 66, 0);

/** ESC p m t1 t2: pulse on drawer pin 2, 50 ms on and 500 ms off (units of 2 ms). */
export const DRAWER_KICK = Uint8Array.of(ESC, 0x70, 0, 25, 250);

/** DLE DC4 1 m t: the same pulse (100 ms) in real time: the drawer opens while the paper is out. */
export const DRAWER_KICK_NOW = Uint8Array.of(DLE, 0x14, 1, 0, 1);

/** DLE EOT n, answered in real time. */
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(DLE, 0x04, question);
}

/** ESC E n. */
export function bold(on: boolean): Uint8Array {
  return Uint8Array.of(ESC, 0x45, on ? 1 : 0);
}

/** FS ! n: double width and height of Chinese characters, for printers whose ESC ! sizes ASCII only. */
export function chineseSize(large: boolean): Uint8Array {
  return Uint8Array.of(FS, 0x21, large ? 0x0c : 0x00);
}

/**
 * GS ( k functions 165, 167, 169, 180 and 181: model 2, module size, error correction M, store, print.
 * @param data the bytes of the symbol, counted as bytes: 1 to 512
 * @param module dots of one module, 1 to 16
 */
export function qrCode(data: Uint8Array, module: number): Uint8Array {
  const length = data.length + 3;
  return Uint8Array.of(
    ...[GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, module],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31],
    ...[GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30],
  );
}

/**
 * GS h, GS w, GS H 2, GS f 0, then GS k 73: CODE128 in code set B, 64 dots high, its text below.
 * @param data printable ASCII; `{` is doubled as the command wants it
 * @param module dots of the narrowest bar, 2 to 6
 */
export function barcode128(data: string, module: number): Uint8Array {
  const code = Buffer.from(`{B${data.replaceAll('{', '{{')}`, 'latin1');
  return Uint8Array.of(
    ...[GS, 0x68, 64, GS, 0x77, module, GS, 0x48, 2, GS, 0x66, 0],
    ...[GS, 0x6b, 73, code.length, ...code],
  );
}
