import { defineTables } from '../kernel/capability.js';
import type { PrepaidEvents } from './events.js';

export const prepaidTables = defineTables<PrepaidEvents>({
  name: 'prepaid',
  version: 2,
  schema: `CREATE TABLE prepaid_rules (since INTEGER PRIMARY KEY, begins INTEGER NOT NULL, rules TEXT NOT NULL);
    CREATE TABLE recharges (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
      customer INTEGER, amount INTEGER NOT NULL, bonus INTEGER NOT NULL, points INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX recharges_customer ON recharges (customer, at);
    CREATE INDEX recharges_at ON recharges (at);
    CREATE TABLE recharge_refunds (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recharge INTEGER NOT NULL,
      principal INTEGER NOT NULL, bonus INTEGER NOT NULL, kept INTEGER NOT NULL, cash INTEGER NOT NULL,
      points INTEGER NOT NULL, expired INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX recharge_refunds_recharge ON recharge_refunds (recharge);
    CREATE INDEX recharge_refunds_at ON recharge_refunds (at)`,
  apply: {
    // For whoever looks what a customer was told.
    'prepaid.stated': () => undefined,
    'prepaid.rules-set': (db, { from, rules }, { seq }) => {
      db.run('INSERT OR REPLACE INTO prepaid_rules VALUES (?, ?, ?)', seq, from, JSON.stringify(rules));
    },
    'prepaid.recharged': (db, { recharge, number, customer, amount, bonus, points }, { at }) => {
      db.run(
        `INSERT INTO recharges (id, number, customer, amount, bonus, points, at)
           SELECT ?, ?, (SELECT no FROM customers WHERE id = ?), ?, ?, ?, ?`,
        recharge,
        number,
        customer,
        amount,
        bonus,
        points,
        at,
      );
    },
    'prepaid.recharge-refunded': (db, event, { at }) => {
      const { refund, recharge, principal, bonus, kept, cash, points, expired = 0 } = event;
      db.run(
        `INSERT INTO recharge_refunds (id, recharge, principal, bonus, kept, cash, points, expired, at)
           SELECT ?, no, ?, ?, ?, ?, ?, ?, ? FROM recharges WHERE id = ?`,
        refund,
        principal,
        bonus,
        kept,
        cash,
        points,
        expired,
        at,
        recharge,
      );
    },
  },
});
