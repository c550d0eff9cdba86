/** A form: one field a row, OK goes on and saves at the end, Cancel asks when something was typed. */
import { columns } from '../../../protocol/text/columns.js';
import { fit, lineColumns, rule, span } from '../lines.js';
import type { Hint, Key, Line, Outcome, Screen, ScreenContext, View } from '../types.js';
import { createFieldInput, type Field, type FieldInput, type ValueOf } from './field.js';
import { tailThatFits } from './text-input.js';

export type Fields = Readonly<Record<string, Field>>;
export type FormValues<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };
/** Values before they were checked: amounts may still be missing. */
export type FormDraft<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> | undefined };

/** The form stays, with the words beside the field. */
export interface FormProblem<F extends Fields> {
  readonly field: keyof F & string;
  /** Translated. */
  readonly text: string;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a submit that says nothing has saved
type Submitted<F extends Fields> = FormProblem<F> | void;

export interface FormOptions<F extends Fields> {
  readonly name: string;
  readonly help: string;
  readonly path?: string;
  /** In the order in which they are shown; names must not look like numbers. */
  readonly fields: F;
  /** Saves, then leaves the form by `context.nav`. A throw is shown in words, and what was typed stays. */
  readonly submit: (values: FormValues<F>, context: ScreenContext) => Submitted<F> | Promise<Submitted<F>>;
  /** Rows under the fields that follow what is typed: change to give, points. */
  readonly below?: (draft: FormDraft<F>, context: ScreenContext) => readonly Line[];
  /** Keys that the form itself has no use for. */
  readonly key?: (key: Key, draft: FormDraft<F>, context: ScreenContext) => Outcome | Promise<Outcome>;
  readonly hints?: (context: ScreenContext) => readonly Hint[];
  readonly title?: (context: ScreenContext) => Line;
}

interface Part {
  readonly name: string;
  readonly field: Field;
  readonly input: FieldInput;
}

export function createFormScreen<const F extends Fields>(options: FormOptions<F>): Screen {
  let parts: readonly Part[] | undefined;
  let active = 0;
  let problem: { readonly at: number; readonly text: string } | undefined;
  let changed = false;

  const partsFor = ({ profile }: ScreenContext): readonly Part[] => {
    parts ??= Object.entries(options.fields).map(([name, field]) => ({
      name,
      field,
      input: createFieldInput(field, profile),
    }));
    return parts;
  };
  const draft = (context: ScreenContext): FormDraft<F> =>
    Object.fromEntries(partsFor(context).map((part) => [part.name, part.input.value()])) as FormDraft<F>;

  /** The first field from `from` to `to` that is not right gets the focus. True when there is one. */
  const stopped = (from: number, to: number, context: ScreenContext): boolean => {
    for (const [at, part] of partsFor(context).entries()) {
      if (at < from || at > to) continue;
      const text = part.input.problem(context);
      if (text === undefined) continue;
      problem = { at, text };
      active = at;
      return true;
    }
    return false;
  };

  async function submit(context: ScreenContext): Promise<void> {
    const refused = await options.submit(draft(context) as FormValues<F>, context);
    if (refused === undefined) {
      changed = false;
      return;
    }
    active = Math.max(
      0,
      partsFor(context).findIndex((part) => part.name === refused.field),
    );
    problem = { at: active, text: refused.text };
  }

  function ok(context: ScreenContext): Outcome | Promise<Outcome> {
    const last = partsFor(context).length - 1;
    partsFor(context)[active]?.input.finish();
    if (stopped(active, active, context)) return undefined;
    if (active < last) {
      active += 1;
      return undefined;
    }
    return stopped(0, last, context) ? undefined : submit(context);
  }

  function key(pressed: Key, context: ScreenContext): Outcome | Promise<Outcome> {
    const all = partsFor(context);
    const input = all[active]?.input;
    if (input?.key(pressed, context) === true) {
      problem = undefined;
      changed = true;
      return undefined;
    }
    if (pressed.name === 'ok') return ok(context);
    if (pressed.name === 'up' || pressed.name === 'down') {
      input?.finish();
      active = Math.max(0, Math.min(all.length - 1, active + (pressed.name === 'up' ? -1 : 1)));
      return undefined;
    }
    return (
      options.key?.(pressed, draft(context), context) ?? (options.key === undefined ? 'unused' : undefined)
    );
  }

  return {
    name: options.name,
    help: options.help,
    ...(options.path === undefined ? {} : { path: options.path }),
    view: (context) => {
      const all = partsFor(context);
      const below = options.below?.(draft(context), context) ?? [];
      const mode = all[active]?.input.mode();
      return {
        ...formBody(all, { active, problem, below }, context),
        hints: [...formHints(all, active, context), ...(options.hints?.(context) ?? [])],
        ...(options.title === undefined ? {} : { title: options.title(context) }),
        ...(mode === undefined ? {} : { mode }),
      };
    },
    key,
    leave: () => (changed ? 'ask' : 'leave'),
  };
}

function formHints(all: readonly Part[], active: number, { t }: ScreenContext): Hint[] {
  const last = active === all.length - 1;
  const hints: Hint[] = [{ key: 'ok', label: t(last ? 'ui.hint.save' : 'ui.hint.next') }];
  if (all[active]?.input.modes === true) hints.push({ key: '*', label: t('ui.hint.mode') });
  hints.push({ key: 'cancel', label: t('ui.hint.back') });
  return hints;
}

interface FormState {
  readonly active: number;
  readonly problem: { readonly at: number; readonly text: string } | undefined;
  readonly below: readonly Line[];
}

/** The rows of a form; when they do not all fit, those round the active field. */
function formBody(
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
  if (row.length > 2) return row;
  return [
    span(tailThatFits(before, Math.max(0, width - columns(end)))),
    span(tailThatFits(end, width), last?.style),
  ];
}
