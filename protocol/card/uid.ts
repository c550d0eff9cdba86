/** The id of a contactless card: ISO/IEC 14443-3:2018, 6.5.4 (UID contents and cascade level). */

import { TerminalError } from '../errors.js';
import { toHex } from './bytes.js';

export interface CardId {
  /** Upper-case hex. */
  readonly uid: string;
  /** True for an id that the card makes up anew at each tap: never an identity. */
  readonly random: boolean;
}

/** Single, double and triple size. */
const SIZES = [4, 7, 10];

/** First byte of a single-size id made at random (ISO/IEC 14443-3, 6.5.4). */
const RANDOM_FIRST = 0x08;

/** DESFire cards with random ids switched on begin with this one. */
const RANDOM_FIRST_DESFIRE = 0x80;

/** First byte of an incomplete id: the reader stopped at the first cascade level (6.5.4, CT). */
const CASCADE_TAG = 0x88;

/**
 * Reads the answer to GET DATA.
 * @param desfire the ATR told that the card is a DESFire.
 * @throws TerminalError `card/bad-uid` for another length, all zeroes, all ones, or a half-read id.
 */
export function parseUid(bytes: Uint8Array, desfire = false): CardId {
  const uid = toHex(bytes);
  const first = bytes[0];
  const dull = bytes.every((byte) => byte === 0) || bytes.every((byte) => byte === 0xff);
  const half = bytes.length === 4 && first === CASCADE_TAG;
  if (!SIZES.includes(bytes.length) || dull || half) {
    throw new TerminalError('card/bad-uid', 'this is not the id of a card', { context: { uid } });
  }
  const random =
    bytes.length === 4 && (first === RANDOM_FIRST || (desfire && first === RANDOM_FIRST_DESFIRE));
  return { uid, random };
}
