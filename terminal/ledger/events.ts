/** One ledger for points and money. Balances are sums of entries; an entry is never changed, only answered by another. */
export type Account = 'points' | 'principal' | 'bonus' | 'deposit';

/** What a customer may spend. A deposit is owed to the customer, and is given back or kept: nothing is paid with it. */
export type SpendableAccount = Exclude<Account, 'deposit'>;

/** Why an entry was made. `spend`: a sale paid from stored value; `sale`: the points that a sale earned; `deposit-reversal`: what gave a deposit back, or kept it, was a mistake. */
export type EntryReason =
  | 'sale'
  | 'spend'
  | 'refund'
  | 'recharge'
  | 'recharge-refund'
  | 'redemption'
  | 'adjustment'
  | 'expiry'
  | 'opening'
  | 'deposit'
  | 'deposit-return'
  | 'deposit-kept'
  | 'deposit-reversal';

export interface LedgerEvents {
  'ledger.entered': {
    v: 1;
    customer: string;
    account: Account;
    /** Points, or fen; negative takes away. */
    amount: number;
    reason: EntryReason;
    /** What brought it about: the id of a sale, a refund, a recharge; a feed item's number. One entry for each account. */
    cause: string;
    /** Entered at another till of the store, `at` its time (ms since 1970 UTC); absent: here, with this commit. */
    from?: { readonly terminal: string; readonly at: number };
  };
}
