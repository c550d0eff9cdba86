import { defineTables } from '../kernel/capability.js';
import type { CardsEvents } from './events.js';

/** A card that was replaced or retired at one till is so for good, whenever another till without a line said that it was found. */
const FINAL = "('replaced', 'retired')";

export const cardsTables = defineTables<CardsEvents>({
  name: 'cards',
  version: 3,
  // A mark stands apart from its card: it may be told by another till before or after the card itself, and says the same.
  schema: `CREATE TABLE cards (uid TEXT PRIMARY KEY, customer INTEGER NOT NULL, issued INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX cards_customer ON cards (customer);
    CREATE TABLE card_marks (uid TEXT PRIMARY KEY, state TEXT NOT NULL, replacement TEXT NOT NULL, stamp TEXT NOT NULL,
      at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE card_counters (uid TEXT PRIMARY KEY, counter INTEGER NOT NULL) WITHOUT ROWID`,
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
    'cards.marked': (db, { uid, state, by = '', stamp }, { at }) => {
      db.run(
        `INSERT INTO card_marks VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state,
           replacement = excluded.replacement, stamp = excluded.stamp, at = excluded.at
         WHERE (excluded.state IN ${FINAL}, excluded.stamp) > (card_marks.state IN ${FINAL}, card_marks.stamp)`,
        uid,
        state,
        by,
        stamp,
        at,
      );
    },
    'cards.proven': (db, { uid, counter }) => {
      db.run(
        'INSERT INTO card_counters VALUES (?, ?) ON CONFLICT DO UPDATE SET counter = max(counter, excluded.counter)',
        uid,
        counter,
      );
    },
  },
});
