/** What a sale earns. Pure. */
export interface PointsRule {
  readonly points: number;
  /** fen */
  readonly per: number;
}

/** Whole steps of `per` count; what is left over earns nothing. A refund (negative amount) is not earned here. */
export function pointsFor(amount: number, rule: PointsRule | undefined): number {
  if (!rule || amount <= 0) return 0;
  return Math.floor(amount / rule.per) * rule.points;
}
