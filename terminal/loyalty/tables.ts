import { defineTables } from '../kernel/capability.js';
import type { LoyaltyEvents } from './events.js';

const nothing = () => undefined;

export const loyaltyTables = defineTables<LoyaltyEvents>({
  name: 'loyalty',
  version: 4,
  schema: `CREATE TABLE points_rules (since INTEGER PRIMARY KEY, points INTEGER NOT NULL, per INTEGER NOT NULL);
    CREATE TABLE programs (since INTEGER, begins INTEGER, program TEXT NOT NULL, PRIMARY KEY (since, begins)) WITHOUT ROWID;
    CREATE TABLE expiry_warnings (customer INTEGER PRIMARY KEY, until INTEGER NOT NULL);
    CREATE TABLE gifts (gift TEXT PRIMARY KEY, name TEXT NOT NULL, points INTEGER NOT NULL) WITHOUT ROWID`,
  apply: {
    'loyalty.rule-set': (db, { points, per }, { seq }) => {
      db.run('INSERT OR REPLACE INTO points_rules VALUES (?, ?, ?)', seq, points, per);
    },
    'loyalty.program-set': (db, { from, program }, { seq }) => {
      db.run('INSERT OR REPLACE INTO programs VALUES (?, ?, ?)', seq, from, JSON.stringify(program));
    },
    'loyalty.gift-set': (db, { gift, name, points }) => {
      db.run('INSERT OR REPLACE INTO gifts VALUES (?, ?, ?)', gift, name, points);
    },
    'loyalty.gift-removed': (db, { gift }) => {
      db.run('DELETE FROM gifts WHERE gift = ?', gift);
    },
    'loyalty.expiry-warned': (db, { customer, until }) => {
      db.run(
        'INSERT OR REPLACE INTO expiry_warnings SELECT no, ? FROM customers WHERE id = ?',
        until,
        customer,
      );
    },
    // Their entries stand in the ledger.
    'loyalty.redeemed': nothing,
    'loyalty.adjusted': nothing,
    'loyalty.expired': nothing,
  },
});
