/** What staff may not do alone: asked for at the counter, granted or refused by an owner. */
export interface ApprovalsEvents {
  /** `number`: what the owner's answer names. `amount`: fen. Void after `expires` (ms since 1970 UTC). */
  'approvals.asked': {
    v: 1;
    approval: string;
    number: number;
    what: string;
    amount: number;
    expires: number;
  };
  /** `by`: number key of the owner. */
  'approvals.settled': { v: 1; approval: string; granted: boolean; by: string };
  /** Refunds of a sale that come to more than this (fen) need an approval; left out: none does. */
  'approvals.limit-set': { v: 1; amount?: number };
  /** By the PIN of employee `by`, at the keypad: the rest of this commit is more than its actor may (`rights`). */
  'approvals.given': { v: 1; rights: readonly string[]; by: string; reason: string };
  /** It was made use of: it cannot be a second time. */
  'approvals.used': { v: 1; approval: string };
}
