/** Proof that stored value is spent by whom it belongs to. `customer` is an id, `pass` the id of one proof, good for one payment. */
import type { ProofHow, ProofRules } from './rules.js';

export interface ProofEvents {
  /** Counts from `from` (ms since 1970 UTC) on. */
  'proof.rules-set': { v: 1; from: number; rules: ProofRules };
  /** `salt` and `hash` in hex, as secrets/pin.ts makes them. The newest stamp counts. */
  'proof.pin-set': { v: 1; customer: string; salt: string; hash: string; stamp: string };
  'proof.pin-removed': { v: 1; customer: string; stamp: string };
  /** At whichever till of the store: they count together. */
  'proof.pin-wrong': { v: 1; customer: string; stamp: string };
  /** The right one was typed: wrong ones before count no more. */
  'proof.pin-right': { v: 1; customer: string; stamp: string };
  /** The text with the code stands beside it. Good for at most `amount` fen and until `until` (ms since 1970 UTC). */
  'proof.code-sent': {
    v: 1;
    code: string;
    customer: string;
    salt: string;
    hash: string;
    amount: number;
    until: number;
  };
  'proof.code-wrong': { v: 1; code: string };
  /** `code`: which one was typed. */
  'proof.given': {
    v: 1;
    pass: string;
    customer: string;
    how: ProofHow;
    amount: number;
    until: number;
    code?: string;
  };
  'proof.used': { v: 1; pass: string; cause: string };
}
