import { defineTables } from '../kernel/capability.js';
import type { Account, LedgerEvents } from './events.js';

/** Accounts as they stand in the table. */
export const ACCOUNTS: Readonly<Record<Account, number>> = { points: 1, principal: 2, bonus: 3, deposit: 4 };

export const ledgerTables = defineTables<LedgerEvents>({
  name: 'ledger',
  version: 3,
  // Clustered by customer and account: a balance's entries are one short range. ledger_accounts: how many entries each account
  // has, and their sum, added up entry by entry. Nothing ever sets it: ten thousand entries are read no more than ten are.
  schema: `CREATE TABLE ledger (customer INTEGER, account INTEGER, entry INTEGER, amount INTEGER NOT NULL,
    at INTEGER NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (customer, account, entry)) WITHOUT ROWID;
    CREATE TABLE ledger_accounts (customer INTEGER, account INTEGER, entries INTEGER NOT NULL, balance INTEGER NOT NULL,
      PRIMARY KEY (customer, account)) WITHOUT ROWID;
    CREATE INDEX ledger_deposits ON ledger_accounts (balance) WHERE account = ${ACCOUNTS.deposit} AND balance <> 0`,
  apply: {
    'ledger.entered': (db, { customer, account, amount, reason, cause, from }, { at }) => {
      const no = db.value<number>('SELECT no FROM customers WHERE id = ?', customer);
      if (no === undefined) return;
      const entry = db.value<number>(
        `INSERT INTO ledger_accounts VALUES (?, ?, 1, ?)
         ON CONFLICT DO UPDATE SET entries = entries + 1, balance = balance + excluded.balance RETURNING entries`,
        no,
        ACCOUNTS[account],
        amount,
      );
      db.run(
        'INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)',
        no,
        ACCOUNTS[account],
        entry ?? 1,
        amount,
        from?.at ?? at,
        reason,
        cause,
      );
    },
  },
});
