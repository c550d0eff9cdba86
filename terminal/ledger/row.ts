import type { Reader } from '../kernel/database.js';
import type { Balances } from './queries.js';
import { ACCOUNTS } from './tables.js';

/** The sum of one row's entries, whoever else is the same person. `no` is the row number. */
export function balanceOfRow(state: Reader, no: number, account: keyof Balances): number {
  const sql = 'SELECT balance FROM ledger_accounts WHERE customer = ? AND account = ?';
  return state.value<number>(sql, no, ACCOUNTS[account]) ?? 0;
}
