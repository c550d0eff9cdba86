/**
 * Out of which of a person's rows something is spent. A merge moves nothing and may be undone, here or at another till: so each row gives
 * no more than this till may spend of that row, and neither of the two owes anything when they are two again.
 */

import { customerByNo } from '../customers/index.js';
import { rowsOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import { type Balances, type EntryReason, entriesFor, type LedgerEvents } from '../ledger/index.js';
import { spendableOfRow } from './queries.js';

type Spent = keyof Balances;

export interface Spending {
  /** Who is shown. */
  readonly customer: { readonly id: string; readonly no: number };
  /** Id of whom it is taken from first, and who owes what nobody has; who is shown when left out. */
  readonly first?: string;
  readonly reason: EntryReason;
  readonly cause: string;
  /** What goes out of each account; at least 0. */
  readonly amounts: Partial<Readonly<Record<Spent, number>>>;
}

/** Entries for the commit of what takes something from a person. */
export function entriesOut(state: Reader, spending: Spending): EventOf<LedgerEvents>[] {
  const { customer, first, reason, cause, amounts } = spending;
  const rows = rowsOf(state, customer.no).map((no) => ({ no, id: customerByNo(state, no)?.id ?? '' }));
  const inTurn = [...rows.filter(({ id }) => id === first), ...rows.filter(({ id }) => id !== first)];
  const parts = inTurn.map((): Partial<Record<Spent, number>> => ({}));
  for (const [account, amount] of Object.entries(amounts) as [Spent, number][]) {
    let left = amount;
    inTurn.forEach(({ no }, index) => {
      const part = Math.min(left, spendableOfRow(state, no, account));
      parts[index] = { ...parts[index], [account]: -part };
      left -= part;
    });
    if (left > 0) parts[0] = { ...parts[0], [account]: (parts[0]?.[account] ?? 0) - left };
  }
  return inTurn.flatMap(({ id }, index) =>
    entriesFor({ customer: id, reason, cause, amounts: parts[index] ?? {} }),
  );
}
