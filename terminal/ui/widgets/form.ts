/** A form: one field a row, OK goes on and saves at the end, Cancel asks when something was typed. */
import type { Hint, Key, Line, Outcome, Screen, ScreenContext } from '../types.js';
import { createFieldInput, type Field, type ValueOf } from './field.js';
import { formBody, formHints, type Part } from './form-view.js';

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
  /** What is typed has changed. */
  readonly changed?: (draft: FormDraft<F>, context: ScreenContext) => void;
  /** Keys that the form itself has no use for. */
  readonly key?: (key: Key, draft: FormDraft<F>, context: ScreenContext) => Outcome | Promise<Outcome>;
  readonly hints?: (context: ScreenContext) => readonly Hint[];
  readonly title?: (context: ScreenContext) => Line;
  /** Catalogue key of what OK does in the last field; `Save` without. */
  readonly does?: string;
}

/** A form in use. Its fields are made at the first context: how they are typed depends on the keypad. */
interface Form {
  parts: readonly Part[];
  active: number;
  problem: { readonly at: number; readonly text: string } | undefined;
  changed: boolean;
}

export interface FormScreen extends Screen {
  /** Empties the fields, as when it was opened. */
  renew(): void;
}

export function createFormScreen<const F extends Fields>(options: FormOptions<F>): FormScreen {
  const form: Form = { parts: [], active: 0, problem: undefined, changed: false };
  const ready = (context: ScreenContext): Form => {
    if (form.parts.length > 0) return form;
    form.parts = Object.entries(options.fields).map(([name, field]) => ({
      name,
      field,
      input: createFieldInput(field, context),
    }));
    return form;
  };
  return {
    name: options.name,
    help: options.help,
    ...(options.path === undefined ? {} : { path: options.path }),
    view: (context) => {
      const { parts, active, problem } = ready(context);
      const below = options.below?.(draftOf<F>(form), context) ?? [];
      const mode = parts[active]?.input.mode();
      return {
        ...formBody(parts, { active, problem, below }, context),
        hints: [...formHints(parts, active, context, options.does), ...(options.hints?.(context) ?? [])],
        ...(options.title === undefined ? {} : { title: options.title(context) }),
        ...(mode === undefined ? {} : { mode }),
      };
    },
    key: (key, context) => formKey(ready(context), key, options, context),
    leave: () => (form.changed ? 'ask' : 'leave'),
    renew() {
      form.parts = [];
      form.active = 0;
      form.problem = undefined;
    },
  };
}

function draftOf<F extends Fields>(form: Form): FormDraft<F> {
  return Object.fromEntries(form.parts.map((part) => [part.name, part.input.value()])) as FormDraft<F>;
}

function formKey<F extends Fields>(
  form: Form,
  key: Key,
  options: FormOptions<F>,
  context: ScreenContext,
): Outcome | Promise<Outcome> {
  const input = form.parts[form.active]?.input;
  if (input?.key(key) === true) {
    form.problem = undefined;
    form.changed = true;
    options.changed?.(draftOf<F>(form), context);
    return undefined;
  }
  if (key.name === 'ok') return formOk(form, options, context);
  if (key.name === 'up' || key.name === 'down') {
    input?.finish();
    const next = form.active + (key.name === 'up' ? -1 : 1);
    form.active = Math.max(0, Math.min(form.parts.length - 1, next));
    return undefined;
  }
  return options.key === undefined ? 'unused' : options.key(key, draftOf<F>(form), context);
}

/** On to the next field when this one is right; from the last one, save when all are. */
function formOk<F extends Fields>(
  form: Form,
  options: FormOptions<F>,
  context: ScreenContext,
): Outcome | Promise<Outcome> {
  const last = form.parts.length - 1;
  form.parts[form.active]?.input.finish();
  if (stopped(form, form.active, form.active, context)) return undefined;
  if (form.active < last) {
    form.active += 1;
    return undefined;
  }
  return stopped(form, 0, last, context) ? undefined : save(form, options, context);
}

/** The first field from `from` to `to` that is not right becomes the active one. True when there is one. */
function stopped(form: Form, from: number, to: number, context: ScreenContext): boolean {
  for (const [at, part] of form.parts.entries()) {
    if (at < from || at > to) continue;
    const text = part.input.problem(context);
    if (text === undefined) continue;
    form.problem = { at, text };
    form.active = at;
    return true;
  }
  return false;
}

/** While it saves there is nothing to lose: the submit may go Home without a question. */
async function save<F extends Fields>(
  form: Form,
  options: FormOptions<F>,
  context: ScreenContext,
): Promise<void> {
  const { changed } = form;
  form.changed = false;
  try {
    const refused = await options.submit(draftOf<F>(form) as FormValues<F>, context);
    if (refused === undefined) return;
    form.active = Math.max(
      0,
      form.parts.findIndex((part) => part.name === refused.field),
    );
    form.problem = { at: form.active, text: refused.text };
    form.changed = changed;
  } catch (error) {
    form.changed = changed;
    throw error;
  }
}
