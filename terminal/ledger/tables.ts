import { defineTables } from '../kernel/capability.js';
import type { Account, LedgerEvents } from './events.js';

/** Accounts as they stand in the table. */
export const ACCOUNTS: Readonly<Record<Account, number>> = { points: 1, principal: 2, bonus: 3 };

export const ledgerTables = defineTables<LedgerEvents>({
  name: 'ledger',
  version: 1,
  // Clustered by customer and account: a balance is one short range.
  schema: `CREATE TABLE ledger (customer INTEGER, account INTEGER, entry INTEGER, amount INTEGER NOT NULL,
    at INTEGER NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (customer, account, entry)) WITHOUT ROWID`,
  apply: {
    'ledger.entered': (db, { customer, account, amount, reason, cause }, { at }) => {
      db.run(
        `INSERT INTO ledger SELECT no, ?1,
           coalesce((SELECT max(entry) FROM ledger WHERE customer = no AND account = ?1), 0) + 1, ?2, ?3, ?4, ?5
         FROM customers WHERE id = ?6`,
        ACCOUNTS[account],
        amount,
        at,
        reason,
        cause,
        customer,
      );
    },
  },
});
