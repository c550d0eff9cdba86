import { defineTables } from '../kernel/capability.js';
import type { CounterEvents } from './events.js';

export const counterTables = defineTables<CounterEvents>({
  name: 'counter',
  version: 1,
  // items: names of what was bought, for people to read.
  schema: `CREATE TABLE sales (no INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT NOT NULL, customer INTEGER,
      amount INTEGER NOT NULL, items TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX sales_customer ON sales (customer, at) WHERE customer IS NOT NULL;
    CREATE INDEX sales_at ON sales (at);
    CREATE TABLE sale_serial (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL);
    INSERT INTO sale_serial VALUES (1, 0)`,
  apply: {
    'counter.sold': (db, { sale, number, customer, amount, items }, { at }) => {
      db.run('UPDATE sale_serial SET last = last + 1');
      db.run(
        'INSERT INTO sales (id, number, customer, amount, items, at) SELECT ?, ?, (SELECT no FROM customers WHERE id = ?), ?, ?, ?',
        sale,
        number,
        customer ?? '',
        amount,
        items.map(({ name }) => name).join(' '),
        at,
      );
    },
    'counter.visit-imported': (db, { customer, at, amount, items }) => {
      db.run(
        "INSERT INTO sales (id, number, customer, amount, items, at) SELECT '', '', no, ?, ?, ? FROM customers WHERE id = ?",
        amount,
        items,
        at,
        customer,
      );
    },
  },
});
