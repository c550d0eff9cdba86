import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { AllowanceEvents } from './events.js';

/** An ask that nobody answered for so long is not answered any more. */
export const ASK_MS = 5 * 60_000;
/** What was given goes back when it is not spent by then. */
export const LOAN_MS = 30 * 60_000;

export const allowanceTables = defineTables<AllowanceEvents>({
  name: 'allowance',
  version: 1,
  // allowance_held: the parts of others, and what was given to and by this till; its own entries stand in the ledger alone.
  schema: `CREATE TABLE allowance_tills (terminal TEXT PRIMARY KEY, home INTEGER NOT NULL, here INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE allowance_held (customer INTEGER, account TEXT, holder TEXT, amount INTEGER NOT NULL,
      PRIMARY KEY (customer, account, holder)) WITHOUT ROWID;
    CREATE TABLE allowance_asks (ask TEXT PRIMARY KEY, customer INTEGER NOT NULL, account TEXT NOT NULL,
      amount INTEGER NOT NULL, till TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE allowance_loans (customer INTEGER, account TEXT, giver TEXT, amount INTEGER NOT NULL, until INTEGER NOT NULL,
      PRIMARY KEY (customer, account, giver)) WITHOUT ROWID`,
  apply: {
    'allowance.tills-set': (db, { tills, home, here }) => {
      db.run('DELETE FROM allowance_tills');
      for (const till of tills) {
        const [isHome, isHere] = [till === home ? 1 : 0, till === here ? 1 : 0];
        db.run('INSERT OR REPLACE INTO allowance_tills VALUES (?, ?, ?)', till, isHome, isHere);
      }
    },
    'allowance.held': (db, { customer, account, amount, holder }) => {
      const no = numberOf(db, customer);
      if (no !== undefined) hold(db, no, account, holder, amount);
    },
    'allowance.asked': (db, { ask, customer, account, amount, by }, { at }) => {
      const no = numberOf(db, customer);
      if (no === undefined) return;
      db.run('DELETE FROM allowance_asks WHERE until < ?', at);
      const row = [ask, no, account, amount, by, at + ASK_MS];
      db.run('INSERT OR REPLACE INTO allowance_asks VALUES (?, ?, ?, ?, ?, ?)', ...row);
    },
    'allowance.given': (db, { customer, account, amount, from, to, ask }, { at }) => {
      const no = numberOf(db, customer);
      if (no === undefined) return;
      hold(db, no, account, from, -amount);
      hold(db, no, account, to, amount);
      if (ask === undefined) return;
      db.run('UPDATE allowance_asks SET amount = amount - ? WHERE ask = ?', amount, ask);
      db.run('DELETE FROM allowance_asks WHERE ask = ? AND amount <= 0', ask);
      if (db.value('SELECT here FROM allowance_tills WHERE terminal = ?', to) !== 1) return;
      db.run(
        `INSERT INTO allowance_loans VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET amount = amount + excluded.amount, until = excluded.until`,
        no,
        account,
        from,
        amount,
        at + LOAN_MS,
      );
    },
    'allowance.settled': (db, { customer, account, from }) => {
      db.run(
        'DELETE FROM allowance_loans WHERE customer = ? AND account = ? AND giver = ?',
        numberOf(db, customer) ?? null,
        account,
        from,
      );
    },
  },
});

function numberOf(db: Writer, customer: string): number | undefined {
  return db.value<number>('SELECT no FROM customers WHERE id = ?', customer);
}

function hold(db: Writer, no: number, account: string, holder: string, amount: number): void {
  db.run(
    `INSERT INTO allowance_held VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
    no,
    account,
    holder,
    amount,
  );
}
