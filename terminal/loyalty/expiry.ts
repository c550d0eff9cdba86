/** Which points are too old. Pure. */

export interface Movement {
  /** ms since 1970 UTC */
  readonly at: number;
  /** Negative for points that went. */
  readonly amount: number;
}

/**
 * Points that came before `before` and have not gone since. What goes takes the oldest first, so of what came before, all that
 * ever went is used up already.
 */
export function expiredPoints(movements: readonly Movement[], before: number): number {
  let old = 0;
  let gone = 0;
  for (const { at, amount } of movements) {
    if (amount < 0) gone -= amount;
    else if (at < before) old += amount;
  }
  return Math.max(0, old - gone);
}
