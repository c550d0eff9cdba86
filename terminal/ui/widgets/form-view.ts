/** How a form looks: labels in one column, the active field marked, what is wrong beside it. */
import { columns } from '../../../protocol/text/columns.js';
import { fit, lineColumns, rule, span } from '../lines.js';
import type { Hint, Line, ScreenContext, View } from '../types.js';
import type { Field, FieldInput } from './field.js';
import { tailThatFits } from './text-input.js';

/** A field of a form with what is typed in it. */
export interface Part {
  readonly name: string;
  readonly field: Field;
  readonly input: FieldInput;
}

/** What OK does now, the way of typing, and the way out. */
export function formHints(
  all: readonly Part[],
  active: number,
  { t }: ScreenContext,
  does = 'ui.hint.save',
): Hint[] {
  const last = active === all.length - 1;
  const hints: Hint[] = [{ key: 'ok', label: t(last ? does : 'ui.hint.next') }];
  if (all[active]?.input.modes === true) hints.push({ key: '*', label: t('ui.hint.mode') });
  hints.push({ key: 'cancel', label: t('ui.hint.back') });
  return hints;
}

export interface FormState {
  readonly active: number;
  readonly problem: { readonly at: number; readonly text: string } | undefined;
  readonly below: readonly Line[];
}

/** The rows of a form; when they do not all fit, those round the active field. */
export function formBody(
  all: readonly Part[],
  state: FormState,
  context: ScreenContext,
): Pick<View, 'body' | 'cursor'> {
  const { size, t } = context;
  const labelWidth = Math.min(
    size.columns >> 1,
    Math.max(...all.map((part) => columns(t(part.field.label)))),
  );
  const rows: Line[] = [];
  let cursor = { row: 0, column: 0 };
  for (const [index, part] of all.entries()) {
    const active = index === state.active;
    const label = fit(
      [span(active ? '>' : ' ', 'key'), span(t(part.field.label), active ? 'strong' : 'dim')],
      labelWidth + 1,
    );
    const shown = shortened(part.input.shown(t, active), size.columns - labelWidth - 4);
    if (active) cursor = { row: rows.length, column: labelWidth + 3 + lineColumns(shown) };
    rows.push([...label, span('  '), ...shown]);
    if (active) rows.push(...part.input.panel(size.columns));
    if (state.problem?.at === index)
      rows.push([span(' '.repeat(labelWidth + 3)), span(`! ${state.problem.text}`, 'warning')]);
  }
  if (state.below.length > 0) rows.push(rule(size.columns), ...state.below);
  const first = Math.max(0, Math.min(cursor.row - 1, rows.length - size.rows));
  const kind = all[state.active]?.field.kind;
  const at = { row: cursor.row - first, column: cursor.column };
  return { body: rows.slice(first, first + size.rows), ...(kind === 'choice' ? {} : { cursor: at }) };
}

/** Of a text too long for its row the end is shown: that is where typing goes. */
function shortened(row: Line, width: number): Line {
  if (lineColumns(row) <= width || row.length === 0) return row;
  const last = row[row.length - 1];
  const before = row
    .slice(0, -1)
    .map((part) => part.text)
    .join('');
  const end = last?.text ?? '';
  if (row.length > 2) return roundMarked(row, width);
  return [
    span(tailThatFits(before, Math.max(0, width - columns(end)))),
    span(tailThatFits(end, width), last?.style),
  ];
}

/** Of more choices than fit, those before the chosen one give way. */
function roundMarked(row: Line, width: number): Line {
  const marked = row.findIndex(({ style }) => style === 'marked');
  let first = 0;
  while (first < marked - 1 && lineColumns(row.slice(first, marked + 1)) > width) first += 3;
  return row.slice(first);
}
