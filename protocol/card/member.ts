/**
 * The member code on a card: one NDEF record of external type `zhanggui:m` whose payload is the code in ASCII.
 *
 * Why an external type and no link: a link is opened by every phone that comes near, and any shop's poster carries links; a
 * type of our own is read by our terminals alone and costs 13 bytes, so a code of 32 fits the smallest NTAG 213.
 * The code is a claim, not a proof: anyone can copy it. What may be done with it is decided where the card is looked up.
 */

import { TerminalError } from '../errors.js';
import { decodeNdef, joinChunks, type NdefRecord, TNF } from './ndef.js';

const MEMBER_TYPE = 'zhanggui:m';

/** 1–32 letters, digits and `-`. */
const CODE = /^[0-9A-Za-z-]{1,32}$/;

/**
 * The record to write on a card.
 * @throws TerminalError `card/bad-member-code`
 */
export function memberRecord(code: string): NdefRecord {
  checkCode(code);
  return { tnf: TNF.external, type: MEMBER_TYPE, id: '', payload: new TextEncoder().encode(code) };
}

/**
 * The member code of a message; undefined when it carries none. External types are compared without case (RTD 1.0, 3.3).
 * @throws TerminalError `card/bad-ndef` for a malformed message.
 */
export function findMemberCode(message: Uint8Array): string | undefined {
  const record = joinChunks(decodeNdef(message)).find(
    ({ tnf, type }) => tnf === TNF.external && type.toLowerCase() === MEMBER_TYPE,
  );
  if (record === undefined) return undefined;
  const code = String.fromCharCode(...record.payload);
  return CODE.test(code) ? code : undefined;
}

const CODE_PREFIX = `${MEMBER_TYPE}:`;

/**
 * What the QR code of a member card says: `zhanggui:m:` and the code.
 * @throws TerminalError `card/bad-member-code`
 */
export function memberQr(code: string): string {
  checkCode(code);
  return CODE_PREFIX + code;
}

/** The member code of a scanned QR code; undefined for any other. */
export function memberCodeOfQr(scanned: string): string | undefined {
  if (!scanned.toLowerCase().startsWith(CODE_PREFIX)) return undefined;
  const code = scanned.slice(CODE_PREFIX.length);
  return CODE.test(code) ? code : undefined;
}

/** A code printed without more, as on cards with a barcode: 6 to 32 letters, digits and `-`. */
export function isPlainCode(scanned: string): boolean {
  return CODE.test(scanned) && scanned.length >= PLAIN_CODE_LENGTH_MIN;
}

const PLAIN_CODE_LENGTH_MIN = 6;

function checkCode(code: string): void {
  if (CODE.test(code)) return;
  throw new TerminalError('card/bad-member-code', 'a member code has 1–32 letters, digits and "-"', {
    context: { length: code.length },
  });
}
