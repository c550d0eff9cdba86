/**
 * Conditions that a person puts together row by row: a field, a comparison, a value. Rows are joined by and, and `or` begins the
 * next alternative: `a and b or c` means (a and b) or c. Pure.
 */
import { TerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';

/**
 * How a field is compared, and how `value` is written: `text` any text; `words` one word of several; `choice` one of the field's values;
 * `number` digits; `money` fen; `ago` days before now; `date` as 2026-11-22; `yearly` month and day, `0501`.
 */
export type Kind = 'text' | 'words' | 'choice' | 'number' | 'money' | 'ago' | 'date' | 'yearly';

/** `min` and `max` include their bound. */
export type Comparison = 'has' | 'lacks' | 'is' | 'not' | 'min' | 'max' | 'empty' | 'filled';

export interface Condition {
  /** Before the first row it means nothing. */
  readonly join: 'and' | 'or';
  /** A name of fields.ts, or `x:` and the id of a field of the shop's own. */
  readonly field: string;
  readonly kind: Kind;
  readonly op: Comparison;
  /** Empty for `empty` and `filled`. */
  readonly value: string;
}

/** What a customer has there: a text, a number in the unit of its kind, or nothing. `ago` is asked in days; days of a year are joined by spaces. */
export type Value = string | number | undefined;

const TEXT: readonly Comparison[] = ['has', 'lacks', 'is', 'empty', 'filled'];
const RANGE: readonly Comparison[] = ['min', 'max', 'is'];

/** What can be asked of a kind, the likeliest first. */
export const COMPARISONS: Readonly<Record<Kind, readonly Comparison[]>> = {
  text: TEXT,
  words: ['has', 'lacks', 'empty', 'filled'],
  choice: ['is', 'not', 'empty', 'filled'],
  number: RANGE,
  money: RANGE,
  ago: RANGE.slice(0, 2),
  date: [...RANGE, 'empty', 'filled'],
  yearly: [...RANGE, 'empty', 'filled'],
};

const VALUE: Readonly<Record<Kind, RegExp>> = {
  text: /\S/,
  words: /^\S+$/,
  choice: /\S/,
  number: /^-?\d{1,12}(\.\d{1,4})?$/,
  money: /^-?\d{1,14}$/,
  ago: /^\d{1,5}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  yearly: /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
};

/** More rows than anybody reads. */
export const CONDITIONS_MAX = 12;

/** Throws `command/filter-wrong` naming the field. */
export function checkConditions(rows: readonly Condition[]): readonly Condition[] {
  if (rows.length > CONDITIONS_MAX) throw wrong('rows');
  for (const { field, kind, op, value } of rows) {
    if (!COMPARISONS[kind]?.includes(op)) throw wrong(field);
    if (needsValue(op) && !VALUE[kind].test(value)) throw wrong(field);
  }
  return rows;
}

function wrong(name: string): TerminalError {
  return new TerminalError('command/filter-wrong', `no customer can match: ${name}`, { context: { name } });
}

export function needsValue(op: Comparison): boolean {
  return op !== 'empty' && op !== 'filled';
}

/** Rows as alternatives, of each of which everything has to hold. */
export function alternatives(rows: readonly Condition[]): (readonly Condition[])[] {
  const all: Condition[][] = [];
  for (const row of rows) {
    const last = all.at(-1);
    if (last === undefined || row.join === 'or') all.push([row]);
    else last.push(row);
  }
  return all;
}

/** @param has what the customer has in the field of a row */
export function conditionsHold(rows: readonly Condition[], has: (row: Condition) => Value): boolean {
  if (rows.length === 0) return true;
  return alternatives(rows).some((all) => all.every((row) => conditionHolds(row, has(row))));
}

export function conditionHolds(row: Condition, has: Value): boolean {
  const test = conditionTest(row);
  return test(isFolded(row.kind) && has !== undefined ? fold(String(has)) : has);
}

/** Kinds whose texts are compared as `fold` makes them. */
export function isFolded(kind: Kind): boolean {
  return kind === 'text' || kind === 'words' || kind === 'choice';
}

/** The same, made ready for many customers; of folded kinds it is asked with folded texts. */
export function conditionTest({ field, kind, op, value }: Condition): (has: Value) => boolean {
  if (op === 'empty') return (has) => has === undefined || has === '';
  if (op === 'filled') return (has) => has !== undefined && has !== '';
  if (kind === 'number' || kind === 'money' || kind === 'ago') return numberTest(kind, op, Number(value));
  if (kind === 'yearly')
    return (has) => {
      const days = String(has ?? '').split(' ');
      return days.some((day) => day !== '' && ordered(op, day, value));
    };
  if (kind === 'date') return (has) => has !== undefined && has !== '' && ordered(op, String(has), value);
  return field === 'phone' ? phoneTest(op, value) : textTest(kind, op, fold(value));
}

/**
 * Number keys as a row asks about them: each as it is, and as people type it, `+8675583345678 075583345678`. In China they leave the country
 * out and put a 0 before an area code.
 */
export function phoneWords(keys: readonly string[]): string {
  return keys
    .map((key) => {
      if (!key.startsWith('+86')) return key;
      return `${key} ${/^1\d{10}$/.test(key.slice(3)) ? '' : '0'}${key.slice(3)}`;
    })
    .join(' ');
}

/** However the number is spaced, and with whatever stands before it. */
function phoneTest(op: Comparison, value: string): (has: Value) => boolean {
  const wanted = fold(value).replace(/[\s()-]/g, '');
  const key = normalizeNumber(value).key ?? wanted;
  const is = (text: string): boolean => text.split(' ').some((word) => word === wanted || word === key);
  if (op === 'is') return (has) => is(String(has ?? ''));
  const within = (text: string): boolean => text.includes(wanted);
  return op === 'has' ? (has) => within(String(has ?? '')) : (has) => !within(String(has ?? ''));
}

/** Who was never there has been away for any number of days. */
function numberTest(kind: Kind, op: Comparison, wanted: number): (has: Value) => boolean {
  const without = kind === 'ago' && op === 'min';
  return (has) => (has === undefined || has === '' ? without : ordered(op, Number(has), wanted));
}

function ordered<T extends string | number>(op: Comparison, has: T, wanted: T): boolean {
  if (op === 'min') return has >= wanted;
  return op === 'max' ? has <= wanted : has === wanted;
}

function textTest(kind: Kind, op: Comparison, wanted: string): (has: Value) => boolean {
  const within = (text: string): boolean =>
    kind === 'words' ? text.split(' ').includes(wanted) : text.includes(wanted);
  if (op === 'has') return (has) => within(String(has ?? ''));
  if (op === 'lacks') return (has) => !within(String(has ?? ''));
  return op === 'is' ? (has) => (has ?? '') === wanted : (has) => (has ?? '') !== wanted;
}

/** Width and case do not count, nor the spaces that numbers are written with. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
