/** What an import would do, row by row, before anything is done. Pure: the shop's customers come in through `known`. */
import { printable } from '../../protocol/text/columns.js';
import { type CustomField, cleanFact, cleanField, cleanName, NAME_LENGTH_MAX } from '../customers/index.js';
import type { SheetRow } from '../sheets/index.js';
import { type ColumnMeaning, FURTHER_FIELDS } from './columns.js';
import { type DayOrder, dayOrderOf } from './days.js';
import {
  birthdayIn,
  customIn,
  type DayWays,
  emailIn,
  genderIn,
  isTold,
  moneyIn,
  phonesIn,
  pointsIn,
  saysLunar,
  type Value,
  type Wrong,
  type WrongCell,
  wordsIn,
} from './values.js';

/** A customer as a row tells it; '' and 0 for what it does not tell. */
export interface RowValues {
  readonly name: string;
  readonly phones: readonly string[];
  readonly gender: string;
  readonly birthday: string;
  readonly level: string;
  readonly tags: string;
  readonly email: string;
  /** Further fields of the profile, and the shop's own under `x:` and their ids; those that the row tells. */
  readonly more: Readonly<Record<string, string>>;
  readonly address: string;
  readonly points: number;
  readonly principal: number;
  readonly bonus: number;
}

/** Fields of a profile that an import may change. */
export type ProfileField = 'gender' | 'birthday' | 'level' | 'tags' | 'email';
const FIELDS: readonly ProfileField[] = ['gender', 'birthday', 'level', 'tags', 'email'];

export interface KnownCustomer extends Readonly<Record<ProfileField, string>> {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  /** As in `RowValues`; '' for what nobody knows is left out. */
  readonly more?: Readonly<Record<string, string>>;
  readonly addresses?: readonly string[];
}

export type PlannedRow = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'new'; readonly values: RowValues }
  | {
      readonly kind: 'changed';
      readonly values: RowValues;
      readonly customer: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly phones: readonly string[];
      /** One that the shop does not have; else empty. */
      readonly address: string;
    }
  /** The shop has it all already. */
  | { readonly kind: 'same'; readonly customer: string; readonly hasMoney: boolean }
  /** Name and number stood in an earlier row. */
  | { readonly kind: 'twice'; readonly first: number; readonly hasMoney: boolean }
  | { readonly kind: 'wrong'; readonly wrong: Wrong; readonly of?: WrongCell }
);

export interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly counts: Readonly<Record<PlannedRow['kind'], number>>;
  /**
   * Rows with points or money that are not taken: of customers whom the shop knows they have moved since; of who stands above already nobody
   * knows whether they are of a second card, or the same once more.
   */
  readonly moneyLeftOut: number;
}

/** By what a customer is known. */
export type Who = Pick<RowValues, 'name' | 'phones' | 'birthday' | 'email'>;

/** `several`: a customer of this name, or another one, may be meant; `removed`: deleted lately by somebody, and can be brought back. */
export type Known = KnownCustomer | 'several' | 'removed' | undefined;

interface PlanOptions {
  readonly known: (who: Who) => Known;
  /** The shop's own fields. */
  readonly custom?: readonly CustomField[];
  /** How the table writes days that end in the year; see `dayOrderOf`. */
  readonly dayOrder?: DayOrder | undefined;
  /** Texts of the head: one may say that its days are of the lunar calendar. */
  readonly heads?: readonly string[];
}

export function planImport(
  rows: readonly SheetRow[],
  meanings: readonly ColumnMeaning[],
  known: PlanOptions['known'],
  custom: readonly CustomField[] = [],
): Plan {
  const planner = createPlanner(meanings, { known, custom, dayOrder: dayOrderIn(rows, meanings, custom) });
  planner.add(rows);
  return planner.plan();
}

/** How the days of a table are written, of those columns that hold days. */
export function dayOrderIn(
  rows: readonly SheetRow[],
  meanings: readonly ColumnMeaning[],
  custom: readonly CustomField[] = [],
): DayOrder | undefined {
  const days = new Set(custom.flatMap(({ id, kind }) => (kind === 'date' ? [`x:${id}`] : [])));
  const columns = [...meanings.keys()].filter((at) => {
    const meaning = meanings[at] ?? 'ignored';
    return meaning === 'birthday' || days.has(meaning);
  });
  return dayOrderOf(rows.flatMap(({ cells }) => columns.map((at) => cells[at] ?? '')));
}

/** The same, some rows at a time: a hundred thousand take longer than a caller waits. */
export interface Planner {
  add(rows: readonly SheetRow[]): void;
  plan(): Plan;
}

export function createPlanner(meanings: readonly ColumnMeaning[], options: PlanOptions): Planner {
  const seen = new Map<string, number>();
  const columns = columnsOf(meanings);
  const planned: PlannedRow[] = [];
  const counts = { new: 0, changed: 0, same: 0, twice: 0, wrong: 0 };
  let moneyLeftOut = 0;
  return {
    add(rows) {
      for (const row of rows) {
        const one = planRow(row, columns, options, seen);
        counts[one.kind] += 1;
        if ('hasMoney' in one ? one.hasMoney : one.kind === 'changed' && hasMoney(one.values))
          moneyLeftOut += 1;
        planned.push(one);
      }
    },
    plan: () => ({ rows: planned, counts, moneyLeftOut }),
  };
}

/** The columns of each meaning. */
type ColumnsOf = ReadonlyMap<ColumnMeaning, readonly number[]>;

function columnsOf(meanings: readonly ColumnMeaning[]): ColumnsOf {
  const columns = new Map<ColumnMeaning, number[]>();
  for (const [at, meaning] of meanings.entries()) columns.set(meaning, [...(columns.get(meaning) ?? []), at]);
  return columns;
}

function planRow(
  { line, cells }: SheetRow,
  columns: ColumnsOf,
  options: PlanOptions,
  seen: Map<string, number>,
): PlannedRow {
  const text = cells.filter((cell) => cell !== '').join(' ');
  const wrong = (why: Wrong, of?: WrongCell): PlannedRow => ({
    ...{ line, text, kind: 'wrong', wrong: why },
    ...(of && { of }),
  });
  const read = valuesOf(cells, columns, options);
  if ('wrong' in read) return isNoCustomer(cells, []) ? wrong('no-customer') : wrong(read.wrong, read.of);
  const values = read.value;
  if (isNoCustomer(cells, values.phones)) return wrong('no-customer');
  const keys = keysOf(values);
  const first = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
  if (first !== undefined) return { line, text, kind: 'twice', first, hasMoney: hasMoney(values) };
  for (const key of keys) seen.set(key, line);
  const customer = options.known(values);
  if (customer === undefined) return { line, text, kind: 'new', values };
  if (customer === 'several' || customer === 'removed') return wrong(customer);
  const fields = differing(values, customer);
  const phones = values.phones.filter((key) => !customer.phones.includes(key));
  const address = customer.addresses?.includes(values.address) === true ? '' : values.address;
  if (Object.keys(fields).length === 0 && phones.length === 0 && address === '')
    return { line, text, kind: 'same', customer: customer.id, hasMoney: hasMoney(values) };
  return { line, text, kind: 'changed', values, customer: customer.id, fields, phones, address };
}

/** Two rows without a number are one customer when nothing tells them apart. */
function keysOf({ name, phones, birthday, email }: RowValues): string[] {
  if (phones.length === 0) return [[name, birthday, email].join('\n')];
  return phones.map((key) => `${name} ${key}`);
}

/** Sums below a table, and who printed it when: a shop would owe points and money to somebody called 合计. */
const TOTALS = /^(?:[本总]?[页月年]?(?:合计|总计|小计|共计|总数)|汇总|(?:grand|sub)?total|sum)[:：]?$/i;
const FOOT = /^(?:制表|制单|填表|审核|打印|导出|说明|备注|注)[^:：]{0,6}[:：]/;

function isNoCustomer(cells: readonly string[], phones: readonly string[]): boolean {
  if (phones.length > 0) return false;
  const first = cells.find((cell) => cell !== '') ?? '';
  return FOOT.test(first) || cells.some((cell) => TOTALS.test(cell.replace(/\s/g, '')));
}

const hasMoney = ({ points, principal, bonus }: RowValues): boolean => points + principal + bonus > 0;

/** What the row tells otherwise than the shop has it. */
function differing(values: RowValues, customer: KnownCustomer): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const field of FIELDS)
    if (values[field] !== '' && values[field] !== customer[field]) fields[field] = values[field];
  for (const [field, value] of Object.entries(values.more))
    if (value !== (customer.more?.[field] ?? '')) fields[field] = value;
  return fields;
}

function valuesOf(cells: readonly string[], columns: ColumnsOf, options: PlanOptions): Value<RowValues> {
  const all = (meaning: ColumnMeaning): string[] =>
    (columns.get(meaning) ?? []).map((at) => cells[at] ?? '').filter(isTold);
  const one = (meaning: ColumnMeaning): string => all(meaning)[0] ?? '';
  const name = printable(one('name')).trim();
  const phones = phonesIn(all('phone').join('/'));
  const birthday = birthdayIn(one('birthday'), waysOf('birthday', columns, options));
  const email = emailIn(one('email'));
  const points = pointsIn(one('points'));
  const principal = moneyIn(one('principal'));
  const bonus = moneyIn(one('bonus'));
  const more = furtherOf(columns, one, options);
  if (name === '') return { wrong: 'name-missing' };
  if ([...name].length > NAME_LENGTH_MAX) return { wrong: 'name-too-long' };
  for (const value of [phones, birthday, email, more, points, principal, bonus])
    if ('wrong' in value) return value;
  return {
    value: {
      name: cleanName(name),
      phones: (phones as { value: readonly string[] }).value,
      gender: genderIn(one('gender')),
      birthday: (birthday as { value: string }).value,
      level: cleanField('level', one('level')),
      tags: cleanField('tags', all('tags').join(' ')),
      email: (email as { value: string }).value,
      more: (more as { value: Readonly<Record<string, string>> }).value,
      address: cleanFact(one('address')),
      points: (points as { value: number }).value,
      principal: (principal as { value: number }).value,
      bonus: (bonus as { value: number }).value,
    },
  };
}

function waysOf(meaning: ColumnMeaning, columns: ColumnsOf, { dayOrder, heads = [] }: PlanOptions): DayWays {
  return { order: dayOrder, lunar: (columns.get(meaning) ?? []).some((at) => saysLunar(heads[at] ?? '')) };
}

/** Fields that the row tells, of those that most tables do not have. */
function furtherOf(
  columns: ColumnsOf,
  one: (meaning: ColumnMeaning) => string,
  options: PlanOptions,
): Value<Readonly<Record<string, string>>> {
  const more: Record<string, string> = {};
  for (const field of FURTHER_FIELDS) {
    if (field === 'address' || !columns.has(field)) continue;
    const read = wordsIn(field, one(field));
    if ('wrong' in read) return read;
    if (read.value !== '') more[field] = read.value;
  }
  for (const field of options.custom ?? []) {
    const meaning = `x:${field.id}` as const;
    const read = customIn(field, one(meaning), waysOf(meaning, columns, options));
    if ('wrong' in read) return read;
    if (read.value !== '') more[`x:${field.id}`] = read.value;
  }
  return { value: more };
}
