/**
 * How a text becomes parts: 160 septets or 70 code units in one, 153 or 67 in each of several (3GPP TS 23.040 9.2.3.24.1).
 * An extension character, a surrogate pair and a grapheme are never split over parts.
 */

import { TerminalError } from '../errors.js';
import { encodeGsm7, septetsOf } from './gsm7.js';

export type TextAlphabet = 'gsm7' | 'ucs2';

export interface PartCount {
  readonly alphabet: TextAlphabet;
  readonly parts: number;
  /** Septets or code units used over all parts. */
  readonly units: number;
  /** Septets or code units left before another part begins. */
  readonly remaining: number;
}

/** Octets of user data in one TPDU: TS 23.040 9.2.3.16. */
const USER_DATA_OCTETS = 140;
const PARTS_MAX = 255;

/** Units that fit a part behind a header of `headerOctets` octets, its length octet included. */
export function partCapacity(alphabet: TextAlphabet, headerOctets: number): number {
  const free = USER_DATA_OCTETS - headerOctets;
  return alphabet === 'gsm7' ? Math.floor((free * 8) / 7) : Math.floor(free / 2);
}

/** The default alphabet when it holds every character, else UCS-2. */
export function alphabetFor(text: string): TextAlphabet {
  return encodeGsm7(text) === undefined ? 'ucs2' : 'gsm7';
}

/** Septets of the text in the default alphabet (9 for an unknown character cannot happen here) or its code units. */
function unitsIn(text: string, alphabet: TextAlphabet): number {
  if (alphabet === 'ucs2') return text.length;
  let units = 0;
  for (const char of text) units += septetsOf(char)?.length ?? 0;
  return units;
}

/**
 * The text of each part. `headerOctets` is that of the concatenation element: 6 (8-bit reference) or 7 (16-bit).
 * @throws TerminalError `sms/too-long` above 255 parts.
 */
export function splitText(text: string, alphabet: TextAlphabet, headerOctets = 6): string[] {
  const units = unitsIn(text, alphabet);
  if (units <= partCapacity(alphabet, 0)) return [text];
  const capacity = partCapacity(alphabet, headerOctets);
  // Before it is cut: finding the graphemes of a text takes the square of its length (V8's Intl.Segmenter).
  if (units > PARTS_MAX * capacity) throw tooLong(Math.ceil(units / capacity));
  const parts = fill(text, alphabet, capacity);
  if (parts.length > PARTS_MAX) throw tooLong(parts.length);
  return parts;
}

function tooLong(parts: number): TerminalError {
  return new TerminalError(
    'sms/too-long',
    `the text needs ${parts} parts, ${PARTS_MAX} at most are possible`,
    { context: { parts } },
  );
}

/**
 * Characters that stand alone whatever follows them: Latin, punctuation, kana without its marks, Chinese, full width. No CR, which
 * forms one grapheme with LF.
 */
const STANDALONE =
  /^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u3000-\u3029\u3030-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9d]*$/;

const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Parts of at most `capacity` units, each as full as whole graphemes allow. */
export function fill(text: string, alphabet: TextAlphabet, capacity: number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  if (alphabet === 'ucs2' && STANDALONE.test(text)) {
    for (let at = 0; at < text.length; at += capacity) parts.push(text.slice(at, at + capacity));
    return parts.length === 0 ? [''] : parts;
  }
  for (const piece of pieces(text, alphabet, capacity)) {
    const units = unitsIn(piece, alphabet);
    if (used + units > capacity) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += piece;
    used += units;
  }
  return [...parts, part];
}

/** Graphemes; one that is longer than a whole part gives way to its code points. */
function* pieces(text: string, alphabet: TextAlphabet, capacity: number): Generator<string> {
  if (alphabet === 'gsm7') return yield* text;
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (segment.length > capacity) yield* segment;
    else yield segment;
  }
}

/** What a person who types wants to know: the alphabet, the parts, and the room left in the last one. */
export function countParts(text: string): PartCount {
  const alphabet = alphabetFor(text);
  const parts = splitText(text, alphabet);
  const capacity = partCapacity(alphabet, parts.length > 1 ? 6 : 0);
  const remaining = capacity - unitsIn(parts.at(-1) ?? '', alphabet);
  return { alphabet, parts: parts.length, units: unitsIn(text, alphabet), remaining };
}
