/**
 * The ATR that a contactless reader makes up for a card: PC/SC part 3 (2.01.09), 3.1.3.2.3. Storage cards carry the name of
 * the chip in it; cards with a processor carry the historical bytes of their ATS.
 */

import { TerminalError } from '../errors.js';
import { uint16 } from './bytes.js';

/** The family a card belongs to, as far as the ATR tells. `iso-dep`: a processor card, a DESFire or a phone. */
export type CardFamily = 'ntag' | 'classic' | 'desfire' | 'iso-dep' | 'unknown';

export interface Atr {
  readonly historical: Uint8Array;
  /** PC/SC card name (part 3 supplement, table): 0x0001 MIFARE Classic 1K …; none on a processor card. */
  readonly cardName?: number;
  readonly family: CardFamily;
}

/** PC/SC part 3 supplemental document, "Standard and card name". NTAG 21x are reported as Ultralight by all readers seen. */
const FAMILY_OF_NAME: Readonly<Record<number, CardFamily>> = {
  1: 'classic', // MIFARE Classic 1K
  2: 'classic', // MIFARE Classic 4K
  3: 'ntag', // MIFARE Ultralight
  38: 'classic', // MIFARE Mini
  58: 'ntag', // MIFARE Ultralight C
  61: 'ntag', // MIFARE Ultralight EV1
};

/** Category indicator 80, tag 4 length F: application identifier; then the RID of the PC/SC workgroup A0 00 00 03 06. */
const STORAGE_PREFIX = [0x80, 0x4f, 0x0c, 0xa0, 0x00, 0x00, 0x03, 0x06];
const CARD_NAME_AT = 9;

/**
 * Reads an ATR of the contactless form `3B 8n 80 01 …historical… TCK`.
 * @throws TerminalError `card/bad-atr` for another form, a wrong length or a wrong check byte.
 */
export function parseAtr(bytes: Uint8Array): Atr {
  const count = (bytes[1] ?? 0) & 0x0f;
  const form = bytes[0] === 0x3b && (bytes[1] ?? 0) >> 4 === 8 && bytes[2] === 0x80 && bytes[3] === 0x01;
  if (!form) throw badAtr('not the ATR of a contactless card', bytes);
  if (bytes.length !== count + 5) throw badAtr('the ATR has the wrong length', bytes);
  if (bytes.slice(1).reduce((sum, byte) => sum ^ byte, 0) !== 0) throw badAtr('wrong check byte', bytes);
  const historical = bytes.slice(4, -1);
  if (STORAGE_PREFIX.every((byte, i) => historical[i] === byte)) {
    const cardName = uint16(historical, CARD_NAME_AT);
    return { historical, cardName, family: FAMILY_OF_NAME[cardName] ?? 'unknown' };
  }
  // A DESFire's ATS has one historical byte, 80 (NXP MF3ICDx21 data sheet, 8.4.2); NTAG 424 DNA has the same.
  const desfire = historical.length === 1 && historical[0] === 0x80;
  return { historical, family: desfire ? 'desfire' : 'iso-dep' };
}

function badAtr(message: string, bytes: Uint8Array): TerminalError {
  return new TerminalError('card/bad-atr', message, { context: { length: bytes.length } });
}
