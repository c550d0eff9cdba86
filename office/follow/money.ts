/** What the office's books say: sums of what all tills of a store, and the office itself, have entered. */

import type { Query } from '../db/types.js';

/** Sums by account: `points`, and in fen `principal`, `bonus`, `deposit`. */
export type Sums = Readonly<Record<string, number>>;

export interface CustomerSums {
  readonly customer: string;
  readonly balances: Sums;
}

/** A customer whose account went below zero: who took how much. */
export interface WentOver {
  readonly customer: string;
  readonly account: string;
  readonly balance: number;
  /** What each terminal's entries add up to; the office's own under an empty name. */
  readonly by: Sums;
}

/** The same entry made at two tills; it was counted once. */
export interface Twice {
  readonly customer: string;
  readonly account: string;
  readonly amount: number;
  readonly cause: string;
  readonly terminal: string;
}

export const PAGE_MAX = 500;

export async function totalsOf(db: Query, store: string): Promise<Sums> {
  const rows = await db.query(
    'select account, sum(amount) as sum from ledger where store = $1 and not twice group by account order by account',
    [store],
  );
  return Object.fromEntries(rows.map((row) => [String(row.account), Number(row.sum)]));
}

/** Customers after `after` in the order of their ids, at most PAGE_MAX; of one customer alone when `customer` is given. */
export async function balancesOf(
  db: Query,
  store: string,
  { after = '', customer }: { readonly after?: string; readonly customer?: string } = {},
): Promise<CustomerSums[]> {
  const rows = await db.query(
    `select customer, account, sum(amount) as sum from ledger where store = $1 and not twice and customer in (
       select distinct customer from ledger where store = $1 and customer > $2 and ($3::text is null or customer = $3)
       order by customer limit ${PAGE_MAX})
     group by customer, account order by customer, account`,
    [store, after, customer ?? null],
  );
  const found = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const sums = found.get(String(row.customer)) ?? {};
    sums[String(row.account)] = Number(row.sum);
    found.set(String(row.customer), sums);
  }
  return [...found].map(([id, balances]) => ({ customer: id, balances }));
}

/** The lowest first, at most PAGE_MAX. */
export async function wentOver(db: Query, store: string): Promise<WentOver[]> {
  const rows = await db.query(
    `select customer, account, sum(sum) as balance, json_object_agg(terminal, sum) as by from (
       select customer, account, terminal, sum(amount) as sum from ledger where store = $1 and not twice
       group by customer, account, terminal) as parts
     group by customer, account having sum(sum) < 0 order by 3, 1, 2 limit ${PAGE_MAX}`,
    [store],
  );
  return rows.map(({ customer, account, balance, by }) => ({
    customer: String(customer),
    account: String(account),
    balance: Number(balance),
    by: by as Sums,
  }));
}

/** The newest first, at most PAGE_MAX. */
export async function enteredTwice(db: Query, store: string): Promise<Twice[]> {
  const rows = await db.query(
    `select customer, account, amount, cause, terminal from ledger where store = $1 and twice
     order by at_ms desc, terminal, seq, part limit ${PAGE_MAX}`,
    [store],
  );
  return rows.map(({ customer, account, amount, cause, terminal }) => ({
    customer: String(customer),
    account: String(account),
    amount: Number(amount),
    cause: String(cause),
    terminal: String(terminal),
  }));
}
