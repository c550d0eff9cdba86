/** What an import would do, row by row, before anything is done. Pure: the shop's customers come in through `known`. */
import { printable } from '../../protocol/text/columns.js';
import { type CustomField, cleanFact, cleanField, cleanName, NAME_LENGTH_MAX } from '../customers/index.js';
import type { SheetRow } from '../sheets/index.js';
import { type ColumnMeaning, FURTHER_FIELDS } from './columns.js';
import {
  birthdayIn,
  customIn,
  emailIn,
  genderIn,
  moneyIn,
  phonesIn,
  pointsIn,
  type Value,
  type Wrong,
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
  | { readonly kind: 'twice'; readonly first: number }
  | { readonly kind: 'wrong'; readonly wrong: Wrong }
);

export interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly counts: Readonly<Record<PlannedRow['kind'], number>>;
  /** Rows of customers whom the shop knows and who have points or money in the table: these are not taken, they have moved since. */
  readonly moneyLeftOut: number;
}

interface PlanOptions {
  /** Everybody with this name who has one of these numbers, or, without numbers, nobody's. */
  readonly known: (name: string, phones: readonly string[]) => KnownCustomer | undefined;
  /** The shop's own fields. */
  readonly custom?: readonly CustomField[];
}

export function planImport(
  rows: readonly SheetRow[],
  meanings: readonly ColumnMeaning[],
  known: PlanOptions['known'],
  custom: readonly CustomField[] = [],
): Plan {
  const planner = createPlanner(meanings, { known, custom });
  planner.add(rows);
  return planner.plan();
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
        if (one.kind === 'same' ? one.hasMoney : one.kind === 'changed' && hasMoney(one.values))
          moneyLeftOut += 1;
        planned.push(one);
      }
    },
    plan: () => ({ rows: planned, counts, moneyLeftOut }),
  };
}

/** What people write into a cell for which they know nothing. */
const NOTHING = /^\s*(?:[-—–/\\.]*|无|暂无|没有|未知|不详|null|none|n\/?a|#n\/a)\s*$/i;

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
  { known, custom = [] }: PlanOptions,
  seen: Map<string, number>,
): PlannedRow {
  const text = cells.filter((cell) => cell !== '').join(' ');
  const read = valuesOf(cells, columns, custom);
  if ('wrong' in read) return { line, text, kind: 'wrong', wrong: read.wrong };
  const values = read.value;
  const keys = values.phones.length > 0 ? values.phones : [''];
  const first = keys.map((key) => seen.get(`${values.name} ${key}`)).find((one) => one !== undefined);
  if (first !== undefined) return { line, text, kind: 'twice', first };
  for (const key of keys) seen.set(`${values.name} ${key}`, line);
  const customer = known(values.name, values.phones);
  if (customer === undefined) return { line, text, kind: 'new', values };
  const fields = differing(values, customer);
  const phones = values.phones.filter((key) => !customer.phones.includes(key));
  const address = customer.addresses?.includes(values.address) === true ? '' : values.address;
  if (Object.keys(fields).length === 0 && phones.length === 0 && address === '')
    return { line, text, kind: 'same', customer: customer.id, hasMoney: hasMoney(values) };
  return { line, text, kind: 'changed', values, customer: customer.id, fields, phones, address };
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

function valuesOf(
  cells: readonly string[],
  columns: ColumnsOf,
  custom: readonly CustomField[],
): Value<RowValues> {
  const all = (meaning: ColumnMeaning): string[] =>
    (columns.get(meaning) ?? []).map((at) => cells[at] ?? '').filter((cell) => !NOTHING.test(cell));
  const one = (meaning: ColumnMeaning): string => all(meaning)[0] ?? '';
  const name = printable(one('name')).trim();
  const phones = phonesIn(all('phone').join('/'));
  const birthday = birthdayIn(one('birthday'));
  const email = emailIn(one('email'));
  const points = pointsIn(one('points'));
  const principal = moneyIn(one('principal'));
  const bonus = moneyIn(one('bonus'));
  const more = furtherOf(columns, one, custom);
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

/** Fields that the row tells, of those that most tables do not have. */
function furtherOf(
  columns: ColumnsOf,
  one: (meaning: ColumnMeaning) => string,
  custom: readonly CustomField[],
): Value<Readonly<Record<string, string>>> {
  const more: Record<string, string> = {};
  for (const field of FURTHER_FIELDS) {
    if (field === 'address' || !columns.has(field)) continue;
    const read = wordsIn(field, one(field));
    if ('wrong' in read) return read;
    if (read.value !== '') more[field] = read.value;
  }
  for (const field of custom) {
    const cell = one(`x:${field.id}`);
    const read = customIn(field, cell);
    if ('wrong' in read) return read;
    if (read.value !== '') more[`x:${field.id}`] = read.value;
  }
  return { value: more };
}
