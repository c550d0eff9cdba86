/** How points are earned and used. A new rule counts from its time on; what was earned before stays as it is. */
import type { Program } from './program.js';

export interface LoyaltyEvents {
  /** `points` for each whole `per` fen of a sale. */
  'loyalty.rule-set': { v: 1; points: number; per: number };
  /** What multiplies, discounts, expires and redeems, from `from` (ms since 1970 UTC) on, as one whole. */
  'loyalty.program-set': { v: 1; from: number; program: Program };
  /** Adds or changes a gift. */
  'loyalty.gift-set': { v: 1; gift: string; name: string; points: number };
  'loyalty.gift-removed': { v: 1; gift: string };
  /** Points given for a gift, or for money off a sale; the entry in the ledger has the same cause. */
  'loyalty.redeemed': {
    v: 1;
    redemption: string;
    customer: string;
    points: number;
    gift?: string;
    name?: string;
    /** fen off this sale */
    worth?: number;
    sale?: string;
  };
  /** By hand, with a reason; negative takes away. */
  'loyalty.adjusted': { v: 1; adjustment: string; customer: string; points: number; why: string };
  /** A text told of them: of all that are too old by `until` (ms since 1970 UTC). */
  'loyalty.expiry-warned': { v: 1; customer: string; points: number; until: number };
  /** Points too old to be used. */
  'loyalty.expired': { v: 1; expiry: string; customer: string; points: number };
}
