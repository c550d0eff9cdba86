import { defineTables } from '../kernel/capability.js';
import type { CounterEvents } from './events.js';

export const counterTables = defineTables<CounterEvents>({
  name: 'counter',
  version: 4,
  // items: names of what was bought, for people to read. What was not paid in cash stands in its own columns. Without an id it is no sale
  // of this till: a visit from before it, or what was sold at another till, less what was refunded there; that one's id is its number.
  schema: `CREATE TABLE sales (no INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT NOT NULL, customer INTEGER,
      amount INTEGER NOT NULL, items TEXT NOT NULL, at INTEGER NOT NULL, points INTEGER NOT NULL,
      principal INTEGER NOT NULL, bonus INTEGER NOT NULL, used INTEGER NOT NULL, worth INTEGER NOT NULL);
    CREATE UNIQUE INDEX sales_id ON sales (id) WHERE id <> '';
    CREATE INDEX sales_number ON sales (number) WHERE id <> '';
    CREATE INDEX sales_elsewhere ON sales (number) WHERE id = '' AND number <> '';
    CREATE INDEX sales_customer ON sales (customer, at) WHERE customer IS NOT NULL;
    CREATE INDEX sales_at ON sales (at);
    CREATE TABLE sale_serial (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL);
    INSERT INTO sale_serial VALUES (1, 0);
    CREATE TABLE refunds (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
      sale INTEGER NOT NULL, amount INTEGER NOT NULL, cash INTEGER NOT NULL, principal INTEGER NOT NULL,
      bonus INTEGER NOT NULL, used INTEGER NOT NULL, worth INTEGER NOT NULL, points INTEGER NOT NULL, expired INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX refunds_sale ON refunds (sale);
    CREATE INDEX refunds_at ON refunds (at)`,
  apply: {
    'counter.sold': (db, { sale, number, customer, amount, items, points, paid }, { at }) => {
      db.run('UPDATE sale_serial SET last = last + 1');
      db.run(
        `INSERT INTO sales (id, number, customer, amount, items, at, points, principal, bonus, used, worth)
           SELECT ?, ?, (SELECT no FROM customers WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?`,
        sale,
        number,
        customer ?? '',
        amount,
        items.map(({ name }) => name).join(' '),
        at,
        points,
        paid?.principal ?? 0,
        paid?.bonus ?? 0,
        paid?.used ?? 0,
        paid?.worth ?? 0,
      );
    },
    'counter.refunded': (db, { refund, number, sale, amount, paid, points, expired = 0 }, { at }) => {
      const { cash, principal, bonus, used, worth } = paid;
      db.run(
        `INSERT INTO refunds (id, number, sale, amount, cash, principal, bonus, used, worth, points, expired, at)
           SELECT ?, ?, no, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM sales WHERE id = ?`,
        refund,
        number,
        amount,
        cash,
        principal,
        bonus,
        used,
        worth,
        points,
        expired,
        at,
        sale,
      );
    },
    'counter.sold-elsewhere': (db, { sale, customer, amount, points, from }) => {
      db.run(
        `INSERT INTO sales (id, number, customer, amount, items, at, points, principal, bonus, used, worth)
           SELECT '', ?, no, ?, '', ?, ?, 0, 0, 0, 0 FROM customers WHERE id = ?`,
        ...[sale, amount, from.at, points, customer],
      );
    },
    'counter.refunded-elsewhere': (db, { sale, amount, points }) => {
      db.run(
        `UPDATE sales SET amount = amount - ?, points = points - ? WHERE id = '' AND number <> '' AND number = ?`,
        ...[amount, points, sale],
      );
    },
    'counter.visit-imported': (db, { customer, at, amount, items }) => {
      db.run(
        `INSERT INTO sales (id, number, customer, amount, items, at, points, principal, bonus, used, worth)
           SELECT '', '', no, ?, ?, ?, 0, 0, 0, 0, 0 FROM customers WHERE id = ?`,
        amount,
        items,
        at,
        customer,
      );
    },
  },
});
