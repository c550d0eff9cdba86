/**
 * Text measured in display columns, as terminals and receipt printers with a GB18030 font lay it out: East Asian Wide and
 * Fullwidth are two, ambiguous is one, combining marks are none (Unicode UAX #11).
 */

/** Start and end (inclusive) of the ranges that take two columns: UAX #11 W and F, without emoji. */
const WIDE: ReadonlyArray<readonly [number, number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

const COMBINING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Columns of one code point: 0, 1 or 2. */
export function codePointColumns(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 0;
  if (codePoint < 0x300) return 1;
  for (const [start, end] of WIDE) {
    if (codePoint < start) break;
    if (codePoint <= end) return 2;
  }
  return COMBINING.test(String.fromCodePoint(codePoint)) ? 0 : 1;
}

/** Columns that `text` takes on one line. */
export function columns(text: string): number {
  let width = 0;
  for (const char of text) width += codePointColumns(char.codePointAt(0) ?? 0);
  return width;
}

/** The longest start of `text` that fits `width` columns; `mark` (… by default) ends it when something was cut. */
export function cut(text: string, width: number, mark = '…'): string {
  if (columns(text) <= width) return text;
  const room = Math.max(0, width - columns(mark));
  let used = 0;
  let out = '';
  for (const char of text) {
    const w = codePointColumns(char.codePointAt(0) ?? 0);
    if (used + w > room) break;
    used += w;
    out += char;
  }
  return columns(mark) <= width ? out + mark : out;
}

export function padEnd(text: string, width: number): string {
  const fitted = cut(text, width);
  return fitted + ' '.repeat(Math.max(0, width - columns(fitted)));
}

/** `text` broken into lines of at most `width` columns; breaks at spaces where it can, anywhere in Chinese. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) lines.push(...wrapParagraph(paragraph, Math.max(2, width)));
  return lines;
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let breakAt = -1;
  for (const char of paragraph) {
    const w = codePointColumns(char.codePointAt(0) ?? 0);
    const full = used + w > width;
    while (used + w > width) {
      const keep = breakAt > 0 && char !== ' ' ? breakAt : line.length;
      lines.push(line.slice(0, keep).trimEnd());
      line = line.slice(keep).trimStart();
      used = columns(line);
      breakAt = -1;
    }
    if (full && char === ' ' && line === '') continue;
    line += char;
    used += w;
    if (char === ' ') breakAt = line.length;
    else if (w === 2) breakAt = line.length;
  }
  lines.push(line);
  return lines;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
/** Drawn as pictures of two columns or more; signs such as ☎ and © are characters of one. */
const EMOJI = /[\p{Emoji_Presentation}\u{1f000}-\u{1faff}]|\u{fe0f}|\u{20e3}/gu;

/** ASCII and the Chinese of nearly every text, without a space: nothing is to be done. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/;

/**
 * What a screen or a printer may show of a text from outside: control, format and private characters and emoji are taken
 * out, white space is folded. `©` and `®` and the digits stay.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/\s/gu, ' ').replace(UNPRINTABLE, '').replace(EMOJI, '').replace(/ {2,}/g, ' ');
}
