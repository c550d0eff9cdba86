import { defineTables } from '../kernel/capability.js';
import type { CardsEvents } from './events.js';

export const cardsTables = defineTables<CardsEvents>({
  name: 'cards',
  version: 1,
  schema: `CREATE TABLE cards (uid TEXT PRIMARY KEY, customer INTEGER NOT NULL, issued INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX cards_customer ON cards (customer)`,
  apply: {
    'cards.issued': (db, { uid, customer }, { at }) => {
      db.run('INSERT INTO cards SELECT ?, no, ? FROM customers WHERE id = ?', uid, at, customer);
    },
    'cards.issued-elsewhere': (db, { uid, customer, at }) => {
      const known = db.one<{ id: string; issued: number }>(
        'SELECT id, issued FROM cards JOIN customers ON no = customer WHERE uid = ?',
        uid,
      );
      if (known && (known.issued < at || (known.issued === at && known.id <= customer))) return;
      db.run('INSERT OR REPLACE INTO cards SELECT ?, no, ? FROM customers WHERE id = ?', uid, at, customer);
    },
  },
});
