/** Reads one card through a reader that speaks PC/SC: its id, its kind, and the member code or the link that it carries. */

import { dataOf } from '../../protocol/card/apdu.js';
import { type CardFamily, parseAtr } from '../../protocol/card/atr.js';
import { concat } from '../../protocol/card/bytes.js';
import { findMemberCode } from '../../protocol/card/member.js';
import { findUri } from '../../protocol/card/ndef-uri.js';
import { getUid, readBinary } from '../../protocol/card/storage.js';
import { findNdef, PAGE_BYTES } from '../../protocol/card/type2.js';
import { parseUid } from '../../protocol/card/uid.js';
import { isTerminalError } from '../../protocol/errors.js';
import type { CardReading } from './messages.js';
import { readType4 } from './read-type4.js';
import type { CardKind } from './types.js';

/**
 * Sends one APDU, gives the response with its status word.
 * @throws TerminalError `reader/card-left` or `reader/no-answer`
 */
export type Transmit = (apdu: Uint8Array) => Promise<Uint8Array>;

/** Bytes that one READ BINARY gives from a Type 2 tag: four pages. */
const READ_BYTES = 16;

/**
 * @param atr as the reader gave it; a card with none, or a damaged one, is of unknown kind.
 * @throws TerminalError `card/refused`, `card/bad-uid`, `card/bad-response` when it has no id to give, and what `transmit`
 * throws. A card whose id was read but whose memory is empty, locked or damaged is a good reading without a member code.
 */
export async function readCard(transmit: Transmit, atr: Uint8Array | undefined): Promise<CardReading> {
  const family = familyOf(atr);
  const { uid, random } = parseUid(dataOf(await transmit(getUid())), family === 'desfire');
  const kind = kindOf(family, random);
  return { uid, kind, random, ...(kind === 'phone' ? {} : await readContents(transmit, family)) };
}

function familyOf(atr: Uint8Array | undefined): CardFamily {
  try {
    return parseAtr(atr ?? new Uint8Array()).family;
  } catch (error) {
    if (isTerminalError(error, 'card/bad-atr')) return 'unknown';
    throw error;
  }
}

/** A phone is a processor card that makes up its id at each tap (ISO/IEC 14443-3, 6.5.4). */
function kindOf(family: CardFamily, random: boolean): CardKind {
  if (family === 'iso-dep') return random ? 'phone' : 'unknown';
  return family;
}

/** What stands on it; nothing when that cannot be read: its id is what counts. */
async function readContents(
  transmit: Transmit,
  family: CardFamily,
): Promise<Pick<CardReading, 'memberCode' | 'link'>> {
  try {
    const message = family === 'ntag' ? await readNdef(transmit) : await readMessage(transmit, family);
    if (message === undefined) return {};
    const memberCode = findMemberCode(message);
    if (memberCode !== undefined) return { memberCode };
    const link = findUri(message);
    return link === undefined ? {} : { link };
  } catch (error) {
    if (isTerminalError(error, 'card/')) return {};
    throw error;
  }
}

/** A processor card may be a Type 4 tag; a storage card is none. */
async function readMessage(transmit: Transmit, family: CardFamily): Promise<Uint8Array | undefined> {
  return family === 'desfire' || family === 'iso-dep' ? readType4(transmit) : undefined;
}

async function readNdef(transmit: Transmit): Promise<Uint8Array | undefined> {
  let memory: Uint8Array = new Uint8Array();
  for (;;) {
    const walk = findNdef(memory);
    if (walk.state === 'found') return walk.ndef;
    if (walk.state === 'none') return undefined;
    while (memory.length < walk.length) {
      const part = dataOf(await transmit(readBinary(memory.length / PAGE_BYTES, READ_BYTES)));
      if (part.length !== READ_BYTES) return undefined;
      memory = concat(memory, part);
    }
  }
}
