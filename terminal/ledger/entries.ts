/** Entries for the commits of other capabilities. Pure. */
import type { EventOf } from '../kernel/capability.js';
import type { Account, EntryReason, LedgerEvents } from './events.js';

export interface WantedEntries {
  /** Customer id. */
  readonly customer: string;
  readonly reason: EntryReason;
  readonly cause: string;
  /** What goes into each account, or out of it; nothing is written for 0. */
  readonly amounts: Partial<Readonly<Record<Account, number>>>;
}

const ORDER: readonly Account[] = ['points', 'principal', 'bonus', 'deposit'];

export function entriesFor({ customer, reason, cause, amounts }: WantedEntries): EventOf<LedgerEvents>[] {
  return ORDER.flatMap((account) => {
    const amount = amounts[account] ?? 0;
    if (amount === 0) return [];
    return [{ type: 'ledger.entered', v: 1, customer, account, amount, reason, cause }];
  });
}
