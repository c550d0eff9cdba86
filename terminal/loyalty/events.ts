/** How points are earned. A new rule counts from its commit on; what was earned before stays as it is. */
export interface LoyaltyEvents {
  /** `points` for each whole `per` fen of a sale. */
  'loyalty.rule-set': { v: 1; points: number; per: number };
}
