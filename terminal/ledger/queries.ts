import type { Reader } from '../kernel/database.js';
import { ACCOUNTS } from './tables.js';

export interface Balances {
  readonly points: number;
  /** fen */
  readonly principal: number;
  /** fen */
  readonly bonus: number;
}

/** Sums of a customer's entries; `no` is the row number. */
export function balancesOf(state: Reader, no: number): Balances {
  const sums = new Map(
    state
      .all<{ account: number; sum: number }>(
        'SELECT account, sum(amount) AS sum FROM ledger WHERE customer = ? GROUP BY account',
        no,
      )
      .map(({ account, sum }) => [account, sum]),
  );
  return {
    points: sums.get(ACCOUNTS.points) ?? 0,
    principal: sums.get(ACCOUNTS.principal) ?? 0,
    bonus: sums.get(ACCOUNTS.bonus) ?? 0,
  };
}
