/**
 * The picture of a whole screen:
 *
 *   status │ title … mode path │ banner or rule │ body │ notice or rule │ hints
 *
 * The banner and the notice have rows of their own: the body never moves while somebody types in it.
 */

import type { KeyName } from '../../drivers/keypad/types.js';
import { columns } from '../../protocol/text/columns.js';
import { EMPTY, fit, line, pair, paragraph, rule, span } from './lines.js';
import type { Frame } from './toolkit/display.js';
import type { Hint, Line, Size, Span, Translate, View } from './types.js';

const ROWS_ABOVE = 3;
const ROWS_BELOW = 2;

/** Room that a screen's body has in a picture of `size`. */
export function bodySize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - ROWS_ABOVE - ROWS_BELOW };
}

export interface Picture {
  readonly size: Size;
  readonly status: Line;
  /** Translated name of the screen, for a view without a title of its own. */
  readonly name: string;
  readonly path?: string;
  readonly view: View;
  /** Rows of its body that are above the screen. */
  readonly first?: number;
  readonly banner?: Line;
  readonly notice?: Line;
  readonly t: Translate;
  /** Whoever is here has this right. */
  readonly may: (right: string) => boolean;
}

export function compose(picture: Picture): Frame {
  const { size, view } = picture;
  const width = size.columns;
  const room = bodySize(size).rows;
  const last = Math.max(0, view.body.length - room);
  const first = Math.min(picture.first ?? 0, last);
  const body = Array.from({ length: room }, (_, row) => fit(view.body[first + row] ?? EMPTY, width));
  const arrows = `${first > 0 ? '↑' : ''}${first < last ? '↓' : ''}`;
  const rows = [
    fit(picture.status, width),
    titleRow(picture),
    edge(picture.banner, width),
    ...body,
    edge(picture.notice, width, arrows),
    fit(hintRow(view.hints ?? [], width, picture.t, picture.may), width),
  ];
  const { cursor } = view;
  if (cursor === undefined || cursor.row >= room) return { rows };
  return { rows, cursor: { row: cursor.row + ROWS_ABOVE, column: Math.min(cursor.column, width - 1) } };
}

/** `arrows`: where there is more than is seen. */
function edge(text: Line | undefined, width: number, arrows = ''): Line {
  if (arrows === '') return text === undefined ? rule(width) : fit(text, width);
  return pair(text ?? rule(width - arrows.length - 2), [span(`${arrows} `, 'key')], width);
}

function titleRow({ view, name, path, size }: Picture): Line {
  const right: Span[] = [];
  if (view.mode !== undefined) right.push(span(`[${view.mode}]`, 'key'));
  if (path !== undefined) right.push(span(right.length > 0 ? ` ${path}` : path, 'dim'));
  return pair(view.title ?? line(name, 'title'), right, size.columns);
}

/** The keys in words, as many as fit; when some do not, the last place says that `#` has the rest. Grey: only with somebody’s PIN. */
export function hintRow(
  hints: readonly Hint[],
  width: number,
  t: Translate,
  may: Picture['may'] = () => true,
): Line {
  const shown = hints.filter((hint) => hint.more !== true);
  const all = shown.map((hint) => hintSpans(hint, t, hint.right !== undefined && !may(hint.right)));
  const more = hintSpans({ key: '#', label: t('ui.more') }, t);
  const gap = 2;
  const widthOf = (spans: readonly Span[]): number =>
    spans.reduce((sum, part) => sum + columns(part.text), 0);
  const total = all.reduce((sum, spans) => sum + widthOf(spans) + gap, -gap);
  const complete = shown.length === hints.length && total <= width;
  let room = complete ? width + gap : width - widthOf(more);
  const out: Span[] = [];
  for (const spans of all) {
    room -= widthOf(spans) + gap;
    if (room < 0) break;
    out.push(...spans, span('  '));
  }
  return complete ? out.slice(0, -1) : [...out, ...more];
}

function hintSpans(hint: Hint, t: Translate, muted = false): Span[] {
  const style = muted ? 'dim' : undefined;
  return [span(keyLabel(hint.key, t), style ?? 'key'), span(` ${hint.label}`, style)];
}

/** What is printed on a key. */
export function keyLabel(key: KeyName, t: Translate): string {
  if (/^[0-9*#]$/.test(key)) return key;
  return /^f\d/.test(key) ? key.toUpperCase() : t(`ui.key.${key}`);
}

/** The picture for a tty that is too small for the profile. */
export function tooSmall(have: Size, need: Size, t: Translate): Frame {
  const text = t('ui.too-small', {
    needColumns: need.columns,
    needRows: need.rows,
    columns: have.columns,
    rows: have.rows,
  });
  const words = paragraph(text, Math.min(have.columns, need.columns), 'warning');
  return { rows: Array.from({ length: need.rows }, (_, row) => fit(words[row] ?? EMPTY, need.columns)) };
}
