import type { SpendableAccount } from '../ledger/index.js';

/**
 * Who of the store's tills may spend how much of a customer's points and stored value without asking. `holder`, `from`, `to`
 * and `by` are terminals' names.
 */
export interface AllowanceEvents {
  /** The tills of this store, as the office tells it. What none of them holds is `home`’s. `here` is this till. */
  'allowance.tills-set': { v: 1; tills: readonly string[]; home: string; here: string };
  /** A ledger entry of another till, or of the office, stands in this commit: `holder` may spend it, or has spent it. */
  'allowance.held': { v: 1; customer: string; account: SpendableAccount; amount: number; holder: string };
  /** `by` would like to spend so much and asks the other tills for it. */
  'allowance.asked': {
    v: 1;
    ask: string;
    customer: string;
    account: SpendableAccount;
    amount: number;
    by: string;
  };
  /** From now on `to` may spend it and `from` may not. `ask`: what it answers; none: it is given back. */
  'allowance.given': {
    v: 1;
    customer: string;
    account: SpendableAccount;
    amount: number;
    from: string;
    to: string;
    ask?: string;
  };
  /** A loan from `from` is over: what was left of it stands beside this as `allowance.given`. */
  'allowance.settled': { v: 1; customer: string; account: SpendableAccount; from: string };
}
