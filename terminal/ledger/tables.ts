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
    'ledger.entered': (db, { customer, account, amount, reason, cause, from }, { at }) => {
      const no = db.value<number>('SELECT no FROM customers WHERE id = ?', customer);
      if (no === undefined) return;
      // VALUES, not SELECT: an INSERT that selects from its own table makes a temporary one first.
      db.run(
        `INSERT INTO ledger VALUES (?1, ?2,
           (SELECT coalesce(max(entry), 0) + 1 FROM ledger WHERE customer = ?1 AND account = ?2), ?3, ?4, ?5, ?6)`,
        no,
        ACCOUNTS[account],
        amount,
        from?.at ?? at,
        reason,
        cause,
      );
    },
  },
});
