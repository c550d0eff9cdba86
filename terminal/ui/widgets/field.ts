/** The fields of a form: what a person may type in each, and what it is worth. */
import { span } from '../lines.js';
import type { Key, Line, ScreenContext, Translate } from '../types.js';
import { decimalKey, decimalText, decimalValue } from './decimal.js';
import { digitsMode } from './input-mode.js';
import {
  createTextInput,
  type InputModes,
  latinModes,
  nameModes,
  searchModes,
  textModes,
} from './text-input.js';

interface Common {
  /** Catalogue key. */
  readonly label: string;
  /** It may not be left empty. */
  readonly required?: boolean;
}

export interface TextField extends Common {
  readonly kind: 'text';
  readonly initial?: string;
  /** Most characters; 60 when left out. */
  readonly limit?: number;
  /** Most often digits: typed as such first. */
  readonly digits?: boolean;
  /** Never Chinese: letters first, then digits. */
  readonly latin?: boolean;
  /** A person's name: surnames stand first when it is typed in pinyin. */
  readonly name?: boolean;
  /** Catalogue key of what is wrong with the text. */
  readonly check?: (text: string) => string | undefined;
}

export interface PhoneField extends Common {
  readonly kind: 'phone';
  readonly initial?: string;
  /** A PIN: only how many digits were typed is shown. */
  readonly secret?: boolean;
  readonly check?: (text: string) => string | undefined;
}

/** Worth an integer of the smallest unit: fen. */
export interface MoneyField extends Common {
  readonly kind: 'money';
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
}

/** Worth an integer of units of 10^-places: 1.25 with three places is 1250. */
export interface NumberField extends Common {
  readonly kind: 'number';
  readonly places?: number;
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
}

export interface ChoiceField<V = unknown> extends Common {
  readonly kind: 'choice';
  /** At least one; labels are catalogue keys. A digit chooses, `*` and ←→ go through them. */
  readonly choices: ReadonlyArray<{ readonly value: V; readonly label: string }>;
  readonly initial?: V;
}

export type Field = TextField | PhoneField | MoneyField | NumberField | ChoiceField;

/** What a field is worth when the form is saved. */
export type ValueOf<F extends Field> =
  F extends ChoiceField<infer V>
    ? V
    : F extends MoneyField | NumberField
      ? F extends { readonly required: true }
        ? number
        : number | undefined
      : string;

/** A field while it is typed in. */
export interface FieldInput {
  /** What is shown of it. */
  shown(t: Translate, active: boolean): Line;
  /** True when the key was used. */
  key(key: Key): boolean;
  finish(): void;
  value(): unknown;
  /** Translated words for what is wrong with it. */
  problem(context: ScreenContext): string | undefined;
  mode(): string | undefined;
  /** `*` changes the way of typing here. */
  readonly modes: boolean;
  panel(width: number): readonly Line[];
}

const TEXT_LIMIT = 60;
const PHONE_LIMIT = 20;

export function createFieldInput(field: Field, context: ScreenContext): FieldInput {
  switch (field.kind) {
    case 'text':
      return textInput(field, context);
    case 'phone':
      return phoneInput(field, context);
    case 'money':
      return decimalInput(field, 2);
    case 'number':
      return decimalInput(field, field.places ?? 0);
    case 'choice':
      return choiceInput(field);
  }
}

const PLAIN = { modes: false, mode: () => undefined, panel: () => [], finish: () => undefined } as const;

function modesOf({ digits, latin, name }: TextField): InputModes {
  if (digits === true) return searchModes;
  if (latin === true) return latinModes;
  return name === true ? nameModes : textModes;
}

function textInput(field: TextField, context: ScreenContext): FieldInput {
  const modes = modesOf(field);
  const limit = field.limit ?? TEXT_LIMIT;
  const input = createTextInput({ modes, text: field.initial ?? '', limit }, context);
  return {
    shown: () => {
      const pending = input.pending();
      const sure = span(input.text().slice(0, input.text().length - pending.length));
      return pending === '' ? [sure] : [sure, span(pending, 'key')];
    },
    key: input.key,
    finish: input.finish,
    value: () => input.text().trim(),
    problem: ({ t }) => textProblem(field, input.text().trim(), t),
    mode: input.mode,
    modes: true,
    panel: input.panel,
  };
}

function textProblem(field: TextField | PhoneField, text: string, t: Translate): string | undefined {
  if (text === '') return field.required === true ? t('ui.field.required') : undefined;
  const wrong = field.check?.(text);
  return wrong === undefined ? undefined : t(wrong);
}

function phoneInput(field: PhoneField, context: ScreenContext): FieldInput {
  const modes = () => [digitsMode()];
  /** What is shown of a number that whoever looks may not see whole: to change it, it is typed anew. */
  let hidden = hiddenPart(field.initial ?? '', context);
  const input = createTextInput({ modes, text: field.initial ?? '', limit: PHONE_LIMIT }, context);
  return {
    ...PLAIN,
    shown: () => [span(hidden ?? (field.secret === true ? '*'.repeat(input.text().length) : input.text()))],
    key: (key) => {
      if (key.name === 'text' && !/^[+ -]$/.test(key.text ?? '')) return true;
      if (hidden !== undefined && /^(\d|delete|text)$/.test(key.name)) {
        hidden = undefined;
        input.set('');
      }
      return input.key(key);
    },
    value: () => input.text().replace(/[ -]/g, ''),
    problem: ({ t }) => {
      const text = input.text().replace(/[ -]/g, '');
      if (text !== '' && !/^\+?\d{3,15}$/.test(text)) return t('ui.field.phone');
      return textProblem(field, text, t);
    },
  };
}

/** Undefined when it may be seen. */
function hiddenPart(number: string, { format }: ScreenContext): string | undefined {
  const shown = format.phone(number);
  return shown.includes('*') ? shown : undefined;
}

function decimalInput(field: MoneyField | NumberField, places: number): FieldInput {
  let text = decimalText(field.initial, places);
  let fresh = text !== '';
  const value = (): number | undefined => decimalValue(text, places);
  return {
    ...PLAIN,
    shown: () => [span(text, field.kind === 'money' ? 'money' : 'strong')],
    key: (key) => {
      // The first digit replaces an amount that was there before, as on any till.
      const next = decimalKey(fresh && /^\d$/.test(key.name) ? '' : text, key, places);
      if (next === undefined) return key.name === 'text';
      text = next;
      fresh = false;
      return true;
    },
    value,
    problem: ({ t, format }) => {
      const worth = value();
      if (worth === undefined) return field.required === true ? t('ui.field.required') : undefined;
      const words = (limit: number): string =>
        field.kind === 'money' ? format.money(limit) : decimalText(limit, places);
      if (field.min !== undefined && worth < field.min)
        return t('ui.field.too-small', { limit: words(field.min) });
      if (field.max !== undefined && worth > field.max)
        return t('ui.field.too-big', { limit: words(field.max) });
      return undefined;
    },
  };
}

function choiceInput(field: ChoiceField): FieldInput {
  const { choices } = field;
  const count = choices.length;
  let chosen = Math.max(
    0,
    choices.findIndex((choice) => choice.value === field.initial),
  );
  return {
    ...PLAIN,
    shown: (t, active) =>
      active
        ? choices.flatMap((choice, index) => [
            span(`${index + 1}`, 'key'),
            span(t(choice.label), index === chosen ? 'marked' : 'normal'),
            span(' '),
          ])
        : [span(t(choices[chosen]?.label ?? ''))],
    key: (key) => {
      if (/^[1-9]$/.test(key.name) && Number(key.name) <= count) chosen = Number(key.name) - 1;
      else if (key.name === '*' || key.name === 'right') chosen = (chosen + 1) % count;
      else if (key.name === 'left') chosen = (chosen + count - 1) % count;
      else return /^[0-9]$/.test(key.name) || key.name === 'text';
      return true;
    },
    value: () => choices[chosen]?.value,
    problem: () => undefined,
  };
}
