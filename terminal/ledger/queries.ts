import type { Reader } from '../kernel/database.js';
import { ACCOUNTS } from './tables.js';

export interface Balances {
  readonly points: number;
  /** fen */
  readonly principal: number;
  /** fen */
  readonly bonus: number;
}

const sumOf = (account: number) => `coalesce(sum(amount) FILTER (WHERE account = ${account}), 0)`;

const SUMS = `SELECT ${sumOf(ACCOUNTS.points)} AS points, ${sumOf(ACCOUNTS.principal)} AS principal,
  ${sumOf(ACCOUNTS.bonus)} AS bonus FROM ledger WHERE customer = ?`;

/** Sums of a customer's entries; `no` is the row number. */
export function balancesOf(state: Reader, no: number): Balances {
  return state.one<Balances>(SUMS, no) ?? { points: 0, principal: 0, bonus: 0 };
}
