/** Helpers that make rows of a screen. All widths are display columns: Chinese counts two. */
import { columns, cut, padEnd, printable, wrap } from '../../protocol/text/columns.js';
import type { Line, Span, Style } from './types.js';

export const EMPTY: Line = [];

/** A row of one text. */
export function line(text: string, style?: Style): Line {
  return [span(text, style)];
}

export function span(text: string, style?: Style): Span {
  return style === undefined ? { text } : { text, style };
}

/** Display columns of what will be drawn of a row. */
export function lineColumns(row: Line): number {
  let width = 0;
  for (const part of row) width += columns(shown(part.text));
  return width;
}

/** What is drawn of a text: no control characters, no emoji, spaces kept as they are laid out. */
export function shown(text: string): string {
  return HARMLESS.test(text) ? text : text.split(' ').map(printable).join(' ');
}

/** ASCII, line drawing and blocks, Chinese punctuation, Chinese, full-width forms: nothing to take out, the quick way. */
const HARMLESS = /^[\x20-\x7e\u2500-\u259f\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e\uffe5]*$/;

/** `row` cut with … or filled with spaces to exactly `width` columns. Where only spaces at its end have no room, nothing is cut. */
export function fit(wanted: Line, width: number): Line {
  const whole = lineColumns(wanted);
  if (whole === width) return wanted.map((part) => span(shown(part.text), part.style));
  const row = whole > width ? trimmed(wanted) : wanted;
  const total = lineColumns(row);
  const out: Span[] = [];
  let room = total > width ? width - 1 : width;
  for (const part of row) {
    const text = cut(shown(part.text), room, '');
    if (text !== '') out.push(span(text, part.style));
    room -= columns(text);
    if (text !== shown(part.text)) break;
  }
  if (total > width && width > 0) out.push(span('…', out.at(-1)?.style));
  if (room > 0) out.push(span(' '.repeat(room), filler(wanted)));
  return out;
}

/** Without the spaces at its end. */
function trimmed(row: Line): Line {
  const last = row.findLastIndex(({ text }) => text.trimEnd() !== '');
  return row
    .slice(0, last + 1)
    .map((part, index) => (index === last ? { ...part, text: part.text.trimEnd() } : part));
}

/** A marked row is marked to its end. */
function filler(row: Line): Style | undefined {
  return row.length > 0 && row.every((part) => part.style === 'marked') ? 'marked' : undefined;
}

/** Two texts at the two ends of a row; the left one is cut when both do not fit. */
export function pair(left: Line | string, right: Line | string, width: number): Line {
  const rightLine = typeof right === 'string' ? line(right) : right;
  const rightWidth = Math.min(lineColumns(rightLine), width);
  const leftLine = typeof left === 'string' ? line(left) : left;
  if (rightWidth === 0) return fit(leftLine, width);
  const room = width - rightWidth - 1;
  if (room <= 0) return fit(rightLine, width);
  return [...fit(leftLine, room), span(' '), ...fit(rightLine, rightWidth)];
}

/** The same row, every part of it in `style`. */
export function styled(row: Line, style: Style): Line {
  return row.map((part) => span(part.text, style));
}

/** A line from end to end. */
export function rule(width: number): Line {
  return line('─'.repeat(Math.max(0, width)), 'dim');
}

/** A text broken into rows of at most `width` columns. */
export function paragraph(text: string, width: number, style?: Style): Line[] {
  return wrap(text.split('\n').map(shown).join('\n'), width).map((row) => line(row, style));
}

/** Cells of a table row: each padded to its width; a negative width aligns to the right. One space between. */
export function cells(parts: ReadonlyArray<readonly [Line | string, number]>): Line {
  const out: Span[] = [];
  for (const [index, [content, width]] of parts.entries()) {
    if (index > 0) out.push(span(' '));
    const row = typeof content === 'string' ? line(content) : content;
    const used = lineColumns(row);
    if (width < 0 && used < -width) out.push(span(' '.repeat(-width - used)), ...row);
    else out.push(...fit(row, Math.abs(width)));
  }
  return out;
}

/** A frame of `width` columns round `rows`, with a title in its upper edge. Two rows and four columns are taken. */
export function box(title: string, rows: readonly Line[], width: number, height = rows.length + 2): Line[] {
  const head = cut(` ${shown(title)} `, width - 4, '');
  const out: Line[] = [
    [
      span('┌', 'dim'),
      span(head, 'title'),
      span(`${'─'.repeat(Math.max(0, width - 2 - columns(head)))}┐`, 'dim'),
    ],
  ];
  for (let index = 0; index < height - 2; index += 1) {
    out.push([span('│ ', 'dim'), ...fit(rows[index] ?? EMPTY, width - 4), span(' │', 'dim')]);
  }
  out.push([span(`└${'─'.repeat(Math.max(0, width - 2))}┘`, 'dim')]);
  return out;
}

/** Two blocks side by side; the left one is filled to `leftWidth` columns. */
export function beside(left: readonly Line[], leftWidth: number, right: readonly Line[]): Line[] {
  const out: Line[] = [];
  for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
    out.push([...fit(left[row] ?? EMPTY, leftWidth), ...(right[row] ?? EMPTY)]);
  }
  return out;
}

/** A bar of `width` columns, filled to `part` (0…1). */
export function bar(part: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * width);
  return '█'.repeat(full) + padEnd('', width - full);
}
