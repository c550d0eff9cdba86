import type { Reader } from '../kernel/database.js';
import type { Account } from './events.js';
import { ACCOUNTS } from './tables.js';

/** Whether this very entry stands in the ledger already. `customer` is an id. */
export function hasEntry(
  state: Reader,
  entry: {
    readonly customer: string;
    readonly account: Account;
    readonly amount: number;
    readonly cause: string;
  },
): boolean {
  const { customer, account, amount, cause } = entry;
  const found = state.value<number>(
    `SELECT 1 FROM ledger WHERE customer = (SELECT no FROM customers WHERE id = ?)
       AND account = ? AND cause = ? AND amount = ?`,
    customer,
    ACCOUNTS[account],
    cause,
    amount,
  );
  return found !== undefined;
}
