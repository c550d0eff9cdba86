/** Customers that a filter means, slice by slice: nobody waits long for a slice, however many customers there are. */

import type { Reader } from '../kernel/database.js';
import { civilOf } from '../messaging/index.js';
import { type Facts, type Filter, matches } from './filter.js';

export interface Member extends Facts {
  /** Row number. */
  readonly no: number;
  readonly id: string;
  readonly name: string;
  /** When they were registered, ms since 1970 UTC. */
  readonly created: number;
  /** Number keys, in their order. */
  readonly keys: readonly string[];
  /** As protocol/mail writes it; empty when nobody knows. */
  readonly email: string;
  /** fen */
  readonly balance: number;
}

export interface Slice {
  readonly members: readonly Member[];
  /** Row number to go on after; undefined when this was the last slice. */
  readonly next: number | undefined;
}

/** Customers looked at in one slice: a few milliseconds' work, and so is writing it down. */
export const SLICE = 200;

const DAY_MS = 24 * 3600_000;

/** The customers after row number `after` that `filter` means, of the next SLICE; `now` in ms, `zone` is the shop's. */
export function sliceOf(state: Reader, filter: Filter, after: number, now: number, zone: string): Slice {
  const last = state.value<number>('SELECT max(no) FROM customers') ?? 0;
  const to = after + SLICE;
  const drafts = readCustomers(state, after, to);
  readPhones(state, after, to, drafts);
  readLedger(state, after, to, drafts);
  readSales(state, after, to, now, drafts);
  const { year } = civilOf(now, zone);
  const members = [...drafts.values()].filter((member) => matches(filter, member, year));
  return { members, next: to >= last ? undefined : to };
}

type Draft = { -readonly [Field in keyof Member]: Member[Field] } & { keys: string[] };
type Drafts = Map<number, Draft>;
type CustomerRow = readonly [number, number, ...string[]];

function readCustomers(state: Reader, after: number, to: number): Drafts {
  const drafts: Drafts = new Map();
  const sql = `SELECT no, created, id, name, level, gender, birthday, tags, email FROM customers
    WHERE no > ? AND no <= ? AND removed IS NULL ORDER BY no`;
  state.each(sql, [after, to], (row) => {
    const [no, created, id, name, level, gender, birthday, tags, email] = row as CustomerRow;
    drafts.set(no, {
      no,
      id: id ?? '',
      name: name ?? '',
      created,
      keys: [],
      level: level ?? '',
      gender: gender ?? '',
      birthday: birthday ?? '',
      tags: tags ?? '',
      email: email ?? '',
      points: 0,
      balance: 0,
      spent: 0,
      away: undefined,
    });
  });
  return drafts;
}

function readPhones(state: Reader, after: number, to: number, drafts: Drafts): void {
  const sql = `SELECT customer, key FROM customer_phones INDEXED BY customer_phones_customer
    WHERE customer > ? AND customer <= ?`;
  state.each(sql, [after, to], ([no, key]) => {
    drafts.get(no as number)?.keys.push(key as string);
  });
}

function readLedger(state: Reader, after: number, to: number, drafts: Drafts): void {
  const sql = `SELECT customer, sum(iif(account = 1, amount, 0)), sum(iif(account = 1, 0, amount)) FROM ledger
    WHERE customer > ? AND customer <= ? GROUP BY customer`;
  state.each(sql, [after, to], ([no, points, balance]) => {
    const draft = drafts.get(no as number);
    if (!draft) return;
    draft.points = points as number;
    draft.balance = balance as number;
  });
}

function readSales(state: Reader, after: number, to: number, now: number, drafts: Drafts): void {
  const sql = `SELECT customer, sum(amount), max(at) FROM sales
    WHERE customer > ? AND customer <= ? GROUP BY customer`;
  state.each(sql, [after, to], ([no, spent, at]) => {
    const draft = drafts.get(no as number);
    if (!draft) return;
    draft.spent = spent as number;
    draft.away = Math.max(0, Math.floor((now - (at as number)) / DAY_MS));
  });
}
