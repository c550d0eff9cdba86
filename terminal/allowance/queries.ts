import { rowsOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { balanceOfRow, balancesOf, type SpendableAccount } from '../ledger/index.js';
import { spendableOf } from './rules.js';

/**
 * How much of a person's account (points, or fen) may be spent at this till without asking: all of it in a store with
 * one till, and otherwise this till's part. What is missing to the balance can be asked for (`askAllowance`).
 * @param customerNo row number
 */
export function spendable(state: Reader, customerNo: number, account: SpendableAccount): number {
  const rows = rowsOf(state, customerNo);
  const whole = spendableOf(balancesOf(state, customerNo)[account], heldElsewhere(state, rows, account));
  if (rows.length === 1) return whole;
  // Never more than the rows give one by one: shares.ts.
  const each = rows.map((row) => spendableOfRow(state, row, account));
  return Math.min(
    whole,
    each.reduce((sum, one) => sum + one, 0),
  );
}

/** The same of one row, whoever else is the same person. */
export function spendableOfRow(state: Reader, no: number, account: SpendableAccount): number {
  return spendableOf(balanceOfRow(state, no, account), heldElsewhere(state, [no], account));
}

/** Rights of terminals that are no till of the store any more, and the office's, are the home till's. */
function heldElsewhere(state: Reader, rows: readonly number[], account: SpendableAccount): number {
  return (
    state.value<number>(
      `SELECT sum(amount) FROM allowance_held LEFT JOIN allowance_tills ON terminal = holder
       WHERE customer IN (SELECT value FROM json_each(?)) AND account = ?
         AND NOT coalesce(here, (SELECT here FROM allowance_tills WHERE home = 1), 1)`,
      JSON.stringify(rows),
      account,
    ) ?? 0
  );
}

/** This till's name as the office knows it; undefined before it has told, and in a store of one till without an office. */
export function hereOf(state: Reader): string | undefined {
  return state.value<string>('SELECT terminal FROM allowance_tills WHERE here = 1');
}

/** Other tills of the store. */
export function otherTills(state: Reader): string[] {
  return state
    .all<{ terminal: string }>('SELECT terminal FROM allowance_tills WHERE here = 0 ORDER BY terminal')
    .map(({ terminal }) => terminal);
}

/** Whether there is anybody to ask. */
export function hasOtherTills(state: Reader): boolean {
  return hereOf(state) !== undefined && otherTills(state).length > 0;
}

/**
 * Whether this is the store's first till (or its only one): what is done once for a whole store, such as letting points
 * expire, is done there.
 */
export function isHomeTill(state: Reader): boolean {
  return state.value<number>('SELECT here FROM allowance_tills WHERE home = 1') !== 0;
}
