import { defineTables } from '../kernel/capability.js';
import type { ImportingEvents } from './events.js';

const BEFORE = 'SELECT before FROM import_customers WHERE import = ? AND customer = ?';

type Before = Readonly<Record<string, string>>;

/** Two rows of a table were one customer: what the first found stays, and the undo takes back what both added. */
function beforeBoth(first: string, second: Before): Before {
  const former = JSON.parse(first) as Before;
  const both = { ...second, ...former };
  for (const lists of ['phones', 'items'])
    if (former[lists] !== undefined && second[lists] !== undefined)
      both[lists] = `${former[lists]} ${second[lists]}`;
  return both;
}

export const importingTables = defineTables<ImportingEvents>({
  name: 'importing',
  version: 3,
  schema: `CREATE TABLE imports (id TEXT PRIMARY KEY, file TEXT NOT NULL, at INTEGER NOT NULL, line INTEGER NOT NULL,
      state TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE import_customers (import TEXT, customer TEXT, before TEXT, state TEXT NOT NULL, stamp TEXT,
      PRIMARY KEY (import, customer)) WITHOUT ROWID;
    CREATE TABLE import_heads (head TEXT PRIMARY KEY, meaning TEXT NOT NULL) WITHOUT ROWID`,
  apply: {
    'importing.imported': (db, { import: id, file, line, customers }, { at }) => {
      db.run(
        `INSERT INTO imports VALUES (?, ?, ?, ?, 'running') ON CONFLICT DO UPDATE SET line = excluded.line`,
        id,
        file,
        at,
        line,
      );
      for (const { customer, before, stamp } of customers) {
        const first = before && db.value<string | null>(BEFORE, id, customer);
        const kept = before === undefined ? null : JSON.stringify(first ? beforeBoth(first, before) : before);
        db.run(
          `INSERT INTO import_customers VALUES (?, ?, ?, 'done', ?)
             ON CONFLICT DO UPDATE SET stamp = coalesce(excluded.stamp, stamp),
               before = iif(before IS NULL, NULL, excluded.before)`,
          ...[id, customer, kept, stamp ?? null],
        );
      }
    },
    'importing.ended': (db, { import: id, stopped }) => {
      db.run('UPDATE imports SET state = ? WHERE id = ?', stopped ? 'stopped' : 'done', id);
    },
    'importing.undone': (db, { import: id, customers, kept }) => {
      const mark = (customer: string, state: string): void =>
        db.run(
          'UPDATE import_customers SET state = ? WHERE import = ? AND customer = ?',
          state,
          id,
          customer,
        );
      for (const customer of customers) mark(customer, 'undone');
      for (const customer of kept) mark(customer, 'kept');
      db.run(
        `UPDATE imports SET state = iif(EXISTS (SELECT 1 FROM import_customers WHERE import = ?1 AND state = 'done'),
           'undoing', 'undone') WHERE id = ?1`,
        id,
      );
    },
    'importing.columns-learned': (db, { heads }) => {
      for (const [head, meaning] of Object.entries(heads))
        db.run('INSERT OR REPLACE INTO import_heads VALUES (?, ?)', head, meaning);
    },
  },
});
