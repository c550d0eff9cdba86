/** What customers are worth, kept up to date by each sale: sums, never a look at all sales. It follows events of others, and has none. */

import type { CounterEvents } from '../counter/index.js';
import { type CustomersEvents, everJoined } from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import { type Bins, binsOf, MEASURES } from './bins.js';

/** Two sales within this are one visit. */
const VISIT_MS = 4 * 3600_000;
/** From so many visits on somebody has a rhythm. */
const RHYTHM_VISITS = 3;
/** Nobody is missed sooner, whatever their rhythm. */
const MISSED_MS_MIN = 7 * 24 * 3600_000;
/** Away this many times as long as usual is lapsed. */
const LAPSED_TIMES = 2;

export const insightTables = defineTables<object, CounterEvents & CustomersEvents>({
  name: 'insight',
  version: 3,
  // value_rows: by the row that bought; customer_value: by person, the rows that were merged together. Of a person with a rhythm (mean ms
  // between visits) `missed` is when they count as lapsed. value_bins: persons in each bin.
  schema: `CREATE TABLE value_rows (customer INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      visits INTEGER NOT NULL, spent INTEGER NOT NULL);
    CREATE TABLE customer_value (customer INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      visits INTEGER NOT NULL, spent INTEGER NOT NULL, rhythm INTEGER, missed INTEGER,
      week INTEGER NOT NULL, often INTEGER NOT NULL, much INTEGER NOT NULL);
    CREATE INDEX customer_value_spent ON customer_value (spent);
    CREATE INDEX customer_value_visits ON customer_value (visits);
    CREATE INDEX customer_value_missed ON customer_value (missed) WHERE missed IS NOT NULL;
    CREATE TABLE value_bins (measure TEXT, bin INTEGER, count INTEGER NOT NULL, PRIMARY KEY (measure, bin)) WITHOUT ROWID;
    CREATE TABLE product_value (product TEXT PRIMARY KEY, times INTEGER NOT NULL, quantity INTEGER NOT NULL,
      amount INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX product_value_amount ON product_value (amount);
    CREATE TABLE customer_products (customer INTEGER, product TEXT, times INTEGER NOT NULL, quantity INTEGER NOT NULL,
      amount INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (customer, product)) WITHOUT ROWID;
    CREATE INDEX customer_products_product ON customer_products (product, amount)`,
  apply: {},
  follow: {
    'counter.sold': (db, { customer, items, amount }, { at }) => {
      const row = customer === undefined ? undefined : rowOf(db, customer);
      for (const { name, quantity, price } of items) bought(db, row, name, quantity, price * quantity, at);
      if (row !== undefined) visited(db, row, at, amount);
    },
    'counter.sold-elsewhere': (db, { customer, amount, from }) => {
      const row = rowOf(db, customer);
      if (row !== undefined) visited(db, row, from.at, amount);
    },
    'counter.refunded': (db, { customer, amount }) => gaveBack(db, customer, amount),
    'counter.refunded-elsewhere': (db, { customer, amount }) => gaveBack(db, customer, amount),
    'counter.visit-imported': (db, { customer, at, amount }) => {
      const row = rowOf(db, customer);
      if (row !== undefined) visited(db, row, at, amount);
    },
    'customers.merged': (db, { customer }) => regroup(db, customer),
    'customers.unmerged': (db, { customer }) => regroup(db, customer),
  },
});

function rowOf(db: Writer, id: string): number | undefined {
  return db.value<number>('SELECT no FROM customers WHERE id = ?', id);
}

function bought(
  db: Writer,
  row: number | undefined,
  product: string,
  quantity: number,
  amount: number,
  at: number,
): void {
  db.run(
    `INSERT INTO product_value VALUES (?1, 1, ?2, ?3) ON CONFLICT DO UPDATE SET times = times + 1,
       quantity = quantity + ?2, amount = amount + ?3`,
    ...[product, quantity, amount],
  );
  if (row === undefined) return;
  db.run(
    `INSERT INTO customer_products VALUES (?1, ?2, 1, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET times = times + 1,
       quantity = quantity + ?3, amount = amount + ?4, last = max(last, ?5)`,
    ...[row, product, quantity, amount, at],
  );
}

function gaveBack(db: Writer, customer: string | undefined, amount: number): void {
  const row = customer === undefined ? undefined : rowOf(db, customer);
  if (row === undefined) return;
  db.run('UPDATE value_rows SET spent = spent - ? WHERE customer = ?', amount, row);
  refresh(db, mainOf(db, row));
}

/** Visits from before this terminal, and of other tills, may come in any order. */
function visited(db: Writer, row: number, at: number, amount: number): void {
  db.run(
    `INSERT INTO value_rows VALUES (?1, ?2, ?2, 1, ?3) ON CONFLICT DO UPDATE SET
       visits = visits + (?2 >= last + ?4 OR ?2 < last AND ?2 <= first - ?4 OR ?2 > first + ?4 AND ?2 < last - ?4),
       first = min(first, ?2), last = max(last, ?2), spent = spent + ?3`,
    ...[row, at, amount, VISIT_MS],
  );
  refresh(db, mainOf(db, row));
}

/** Two rows became one person, or two again; and with them whoever else has to do with them. */
function regroup(db: Writer, id: string): void {
  const row = rowOf(db, id);
  if (row !== undefined) for (const one of everJoined(db, row)) refresh(db, one);
}

interface Sums {
  readonly first: number | null;
  readonly last: number;
  readonly visits: number;
  readonly spent: number;
}

/** Reckons one person anew from their few rows. A row that is merged into another is no person. */
function refresh(db: Writer, person: number): void {
  const before = db.one<Bins>('SELECT week, often, much FROM customer_value WHERE customer = ?', person);
  const rows = mainOf(db, person) === person ? rowsOf(db, person) : [];
  const sums = db.one<Sums>(
    `SELECT min(first) AS first, max(last) AS last, sum(visits) AS visits, sum(spent) AS spent
       FROM value_rows WHERE customer IN (SELECT value FROM json_each(?))`,
    JSON.stringify(rows),
  );
  const after = sums && sums.first !== null ? binsOf(sums) : undefined;
  count(db, before, after);
  if (!after || !sums) {
    db.run('DELETE FROM customer_value WHERE customer = ?', person);
    return;
  }
  const { first, last, visits, spent } = sums;
  const rhythm = visits < RHYTHM_VISITS ? null : Math.floor((last - (first ?? last)) / (visits - 1));
  const missed = rhythm === null ? null : last + Math.max(MISSED_MS_MIN, LAPSED_TIMES * rhythm);
  db.run(
    'INSERT OR REPLACE INTO customer_value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[person, first, last, visits, spent, rhythm, missed, after.week, after.often, after.much],
  );
}

function count(db: Writer, before: Bins | undefined, after: Bins | undefined): void {
  for (const measure of MEASURES) {
    const [from, to] = [before?.[measure], after?.[measure]];
    if (from === to) continue;
    if (from !== undefined)
      db.run('UPDATE value_bins SET count = count - 1 WHERE measure = ? AND bin = ?', measure, from);
    if (to !== undefined)
      db.run(
        'INSERT INTO value_bins VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
        measure,
        to,
      );
  }
}
