/**
 * Text as a receipt printer with a GB18030 font lays it out: what it can print, and how many columns that takes. A printer
 * knows ASCII (one column) and two-byte characters (two columns, the ambiguous ones of UAX #11 such as … and × too), so
 * widths here differ from those of a screen (`protocol/text/columns.ts`).
 */

import iconv from 'iconv-lite';
import { printable } from '../text/columns.js';

/** Printed for a character that the printer's font does not have: U+25A1, A1F5 in GB18030. */
export const MISSING = '□';

/**
 * Characters of four GB18030 bytes that have a two-byte or an ASCII twin. ¥ is the one that matters: unmapped, it comes out
 * as four wrong characters on printers that know GBK only.
 */
const TWINS: ReadonlyMap<string, string> = new Map([
  ['¥', '￥'],
  ['£', '￡'],
  ['¢', '￠'],
  ['©', '(C)'],
  ['®', '(R)'],
  ['\u00a0', ' '],
  ['–', '-'],
  ['−', '-'],
  ['•', '·'],
]);

const COMBINING = /\p{M}/gu;

/** GB18030 bytes of a text that went through `printerText`: every character is one or two bytes. */
export function gb18030(text: string): Uint8Array {
  return iconv.encode(text, 'gb18030');
}

/**
 * One line of text as the printer can print it: no control or format characters and no emoji, white space folded, and
 * nothing that takes four bytes in GB18030: such a character becomes its twin, its base letter, or `□`.
 */
export function printerText(text: string): string {
  let out = '';
  for (const char of printable(text.normalize('NFC'))) out += printerChar(char);
  return out;
}

function printerChar(char: string): string {
  if (char >= ' ' && char <= '~') return char;
  const twin = TWINS.get(char);
  if (twin !== undefined) return twin;
  if (gb18030(char).length <= 2) return char;
  const base = [...char.normalize('NFKD').replace(COMBINING, '')]
    .map((part) => TWINS.get(part) ?? part)
    .join('');
  if (base === '' || base === char) return base === '' ? '' : MISSING;
  return [...base].every((part) => gb18030(part).length <= 2) ? base : MISSING;
}

/** Columns that one character takes on paper: a two-byte character is twice as wide as an ASCII one. */
function charColumns(char: string): 1 | 2 {
  return char <= '\u007f' ? 1 : 2;
}

/** Columns that a text out of `printerText` takes on paper. */
export function printerColumns(text: string): number {
  let width = 0;
  for (const char of text) width += charColumns(char);
  return width;
}

/** Spaces around `text` so that it fills `width` columns; a text that is too wide stays as it is. */
export function place(text: string, width: number, align: 'left' | 'center' | 'right'): string {
  const space = Math.max(0, width - printerColumns(text));
  const before = align === 'left' ? 0 : align === 'right' ? space : space >> 1;
  return ' '.repeat(before) + text + ' '.repeat(space - before);
}

/**
 * `text` broken into lines of at most `width` columns (at least 2): at spaces, or anywhere beside a Chinese character; a
 * word longer than the line is cut. An empty text is one empty line.
 */
export function wrapColumns(text: string, width: number): string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const word of words(text)) {
    if (printerColumns(line) + printerColumns(word.trimEnd()) <= room) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const pieces = chop(word.trimStart(), room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Closing punctuation does not begin a line (GB/T 15834 5.1.7), so it stays with the character before it. */
const WORDS = /[!-~]+ *|[^!-~ ][，。、；：？！）》」』】〉”’…]* *| +/gu;

function words(text: string): string[] {
  return text.match(WORDS) ?? [];
}

function chop(word: string, room: number): string[] {
  if (printerColumns(word.trimEnd()) <= room) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const char of word) {
    if (printerColumns(piece) + charColumns(char) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...pieces, piece];
}
