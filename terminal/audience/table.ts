/**
 * Customers by conditions, a page at a time: 100,000 rows are compared at each key. What can be asked of them stands in columns
 * beside the database, read once in slices; who has changed since is read again before the next question.
 */
import type { Reader } from '../kernel/database.js';
import { type Column, numberColumn, type Seen, textColumn } from './columns.js';
import {
  alternatives,
  type Condition,
  conditionTest,
  fold,
  isFolded,
  phoneWords,
  type Value,
} from './conditions.js';
import { daysOf } from './fields.js';
import { levelsMark } from './levels.js';
import { daysOfNow } from './members.js';
import { type Further, type Known, readFurther, readKnown } from './reading.js';

export interface Wanted {
  readonly rows: readonly Condition[];
  /** A field of fields.ts; without one, and among equals, the newest customers first. */
  readonly sort?: { readonly field: string; readonly down: boolean };
  readonly offset: number;
  readonly limit: number;
  /** ms since 1970 UTC, and the solar year of the shop. */
  readonly now: number;
  readonly year: number;
}

type Which = Omit<Wanted, 'offset' | 'limit'>;

export interface FoundPage {
  /** Row numbers. */
  readonly numbers: readonly number[];
  readonly total: number;
  /** Of all that were found; fen, but for points. */
  readonly sums: Readonly<Record<'points' | 'balance' | 'spent', number>>;
}

export interface CustomerTable {
  find(wanted: Wanted): FoundPage;
  /** Row numbers of all that are found, in their order. */
  findAll(wanted: Which): readonly number[];
  /** Reads the customers a slice at a time: `later` calls what it is given when others had their turn. */
  prepare(later: (go: () => void) => void): void;
  /** Words that stand in a field now, each once. */
  words(field: string): readonly string[];
  /** This customer is new or has changed. */
  touch(no: number): void;
  /** Somebody was erased: what was read goes, and is read again before the next question. */
  forget(): void;
}

const NUMBERS = ['points', 'balance', 'spent', 'visits', 'visited', 'created'] as const;
/** After so many changes it is quicker to read everything again. */
const TOUCHED_MAX = 5000;
/** A few milliseconds' work. */
const SLICE = 500;

interface State {
  readonly columns: Map<string, Column>;
  /** 1 for each row that is listed. */
  listed: Uint8Array;
  last: number;
  /** Of the levels that stand in it (levels.ts). */
  levels: string;
}

/** @param now ms since 1970 UTC */
export function createCustomerTable(state: Reader, now: () => number): CustomerTable {
  const table = emptyState();
  let readUpTo = 0;
  const touched = new Set<number>();

  const lastRow = (): number => state.value<number>('SELECT max(no) FROM customers') ?? 0;

  function advance(): boolean {
    const levels = levelsMark(state, now());
    if (levels !== table.levels) readUpTo = 0;
    table.levels = levels;
    const last = lastRow();
    if (readUpTo >= last) return false;
    readRows(state, table, { after: readUpTo, to: readUpTo + SLICE }, now());
    readUpTo += SLICE;
    return true;
  }

  function upToDate(): void {
    while (advance());
    for (const no of touched) readRows(state, table, { after: no - 1, to: no }, now());
    touched.clear();
  }

  /** The newest first. */
  function matching({ rows, now, year }: Which): Int32Array {
    upToDate();
    const everybody = new Int32Array(table.last);
    let count = 0;
    for (let no = table.last; no > 0; no--) if (table.listed[no] === 1) everybody[count++] = no;
    const all = everybody.subarray(0, count);
    const groups = alternatives(rows).map((group) => group.map((row) => testOf(table, row, now, year)));
    if (groups.length <= 1) return passing(all, groups[0] ?? []);
    const found = new Uint8Array(table.last + 1);
    for (const tests of groups) for (const no of passing(all, tests)) found[no] = 1;
    return passing(all, [(no) => found[no] === 1]);
  }

  return {
    find(wanted) {
      const all = matching(wanted);
      const { sort, offset, limit } = wanted;
      const page = { offset, limit };
      const numbers = sort
        ? pageOf(all, keysOf(table, all, sort), page)
        : all.subarray(offset, offset + limit);
      return { numbers: [...numbers], total: all.length, sums: sumsOf(table, all) };
    },
    findAll(wanted) {
      const all = matching(wanted);
      const page = { offset: 0, limit: all.length };
      return wanted.sort ? pageOf(all, keysOf(table, all, wanted.sort), page) : [...all];
    },
    touch(no) {
      if (no <= readUpTo) touched.add(no);
      if (touched.size < TOUCHED_MAX) return;
      touched.clear();
      readUpTo = 0;
    },
    forget() {
      Object.assign(table, emptyState());
      touched.clear();
      readUpTo = 0;
    },
    words(field) {
      upToDate();
      const found = new Set<string>();
      const column = textAt(table, field);
      for (let no = 1; no <= table.last; no++)
        if (table.listed[no] === 1) found.add(String(column.get(no) ?? ''));
      return [...new Set([...found].flatMap((text) => text.split(' ')))].filter((word) => word !== '').sort();
    },
    prepare(later) {
      const go = (): void => {
        if (advance()) later(go);
      };
      go();
    },
  };
}

function emptyState(): State {
  const columns = new Map<string, Column>(NUMBERS.map((name) => [name, numberColumn()]));
  return { columns, listed: new Uint8Array(0), last: 0, levels: '' };
}

function readRows(
  state: Reader,
  table: State,
  { after, to }: { readonly after: number; readonly to: number },
  now: number,
): void {
  const known = readKnown(state, after, to, now);
  const further = readFurther(state, after, to);
  if (to >= table.listed.length) {
    const more = new Uint8Array(Math.max(to + 1, table.listed.length * 2));
    more.set(table.listed);
    table.listed = more;
  }
  table.listed.fill(0, after + 1, to + 1);
  for (const row of known.values()) put(table, row, further.get(row.no) ?? {});
}

function put(table: State, known: Known, further: Further): void {
  const { no } = known;
  table.listed[no] = 1;
  table.last = Math.max(table.last, no);
  for (const name of NUMBERS) table.columns.get(name)?.set(no, known[name]);
  const { name, level, gender, birthday, tags, email, keys } = known;
  const sound = further.readings === '' ? name.toLowerCase() : further.readings;
  const texts = {
    ...further,
    sound: sound ?? '',
    name,
    level,
    gender,
    birthday,
    tags,
    email,
    phone: phoneWords(keys),
  };
  for (const [field, column] of table.columns)
    if (!(field in texts) && !(NUMBERS as readonly string[]).includes(field)) column.set(no, '');
  for (const [field, text] of Object.entries(texts)) textAt(table, field).set(no, text);
}

function textAt(table: State, field: string): Column {
  const known = table.columns.get(field);
  if (known) return known;
  const made = textColumn();
  table.columns.set(field, made);
  return made;
}

type Test = (no: number) => boolean;

/** One test after the other, each asked only of those who passed the ones before. */
function passing(rows: Int32Array, tests: readonly Test[]): Int32Array {
  let left = rows;
  for (const test of tests) {
    const passed = new Int32Array(left.length);
    let count = 0;
    for (let at = 0; at < left.length; at++) {
      const no = left[at] ?? 0;
      if (test(no)) passed[count++] = no;
    }
    left = passed.subarray(0, count);
  }
  return left;
}

const FOLDED: Seen = { key: 'folded', of: fold };

function testOf(table: State, row: Condition, now: number, year: number): Test {
  const { field, kind } = row;
  const holds = conditionTest(row);
  if (field === 'birthday')
    return textAt(table, field).test(holds, { key: String(year), of: (text) => daysOf(text, year) });
  if (field === 'away' || field === 'created') {
    const days = (value: Value): Value => {
      const visited = value === undefined ? undefined : Number(value);
      return daysOfNow({ created: visited ?? now, visited }, now)[field === 'away' ? 'away' : 'known'];
    };
    return textAt(table, field === 'away' ? 'visited' : 'created').test((value) => holds(days(value)));
  }
  return textAt(table, field).test(holds, isFolded(kind) ? FOLDED : undefined);
}

/** Days grow as their moments fall; names sort as they sound. */
const SORTED_BY: Readonly<Record<string, { column: string; backwards?: true }>> = {
  away: { column: 'visited', backwards: true },
  created: { column: 'created', backwards: true },
  name: { column: 'sound' },
};

/** A number for each of `rows`, the smallest first; those with nothing are the last either way. */
function keysOf(table: State, rows: Int32Array, { field, down }: NonNullable<Wanted['sort']>): Float64Array {
  const { column, backwards = false } = SORTED_BY[field] ?? { column: field };
  const rank = textAt(table, column).rank();
  const sign = down === backwards ? 1 : -1;
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const key = rank(rows[at] ?? 0);
    keys[at] = Number.isNaN(key) ? Number.POSITIVE_INFINITY : key * sign;
  }
  return keys;
}

/**
 * The rows of a page without sorting all of them by hand: of the keys alone, which sort natively, one sees which belong to it. Rows of one
 * key stay in their order.
 */
function pageOf(
  rows: Int32Array,
  keys: Float64Array,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): number[] {
  const ordered = keys.slice().sort();
  const [low, high] = [ordered[offset], ordered[Math.min(offset + limit, ordered.length) - 1]];
  if (low === undefined || high === undefined) return [];
  const byKey = new Map<number, number[]>();
  let before = 0;
  for (let at = 0; at < rows.length; at++) {
    const key = keys[at] ?? 0;
    if (key < low) before += 1;
    if (key < low || key > high) continue;
    const same = byKey.get(key);
    if (same) same.push(rows[at] ?? 0);
    else byKey.set(key, [rows[at] ?? 0]);
  }
  const found = [...byKey].sort(([one], [other]) => one - other).flatMap(([, same]) => same);
  return found.slice(offset - before, offset - before + limit);
}

function sumsOf(table: State, rows: Int32Array): FoundPage['sums'] {
  const sum = (name: string): number => table.columns.get(name)?.sum(rows) ?? 0;
  return { points: sum('points'), balance: sum('balance'), spent: sum('spent') };
}
