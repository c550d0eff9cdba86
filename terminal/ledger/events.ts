/** One ledger for points and money. Balances are sums of entries; an entry is never changed, only answered by another. */
export type Account = 'points' | 'principal' | 'bonus';

export interface LedgerEvents {
  'ledger.entered': {
    v: 1;
    customer: string;
    account: Account;
    /** Points, or fen; negative takes away. */
    amount: number;
    reason: 'sale' | 'opening';
    /** What brought it about: a sale's id, a feed item's number. */
    cause: string;
  };
}
