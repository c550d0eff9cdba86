/** Which points are too old, and when the others will be. Pure. */

export interface Movement {
  /** ms since 1970 UTC */
  readonly at: number;
  /** Negative for points that went. */
  readonly amount: number;
}

/** What is left of what came, the oldest first, as the movements are: whatever went, whenever it did, took the oldest. */
export function lotsLeft(movements: readonly Movement[]): Movement[] {
  let gone = movements.reduce((sum, { amount }) => sum - Math.min(0, amount), 0);
  return movements.flatMap(({ at, amount }) => {
    const left = Math.max(0, amount - gone);
    gone = Math.max(0, gone - Math.max(0, amount));
    return left > 0 ? [{ at, amount: left }] : [];
  });
}

/** Points that came before `before` and have not gone since. */
export function expiredPoints(movements: readonly Movement[], before: number): number {
  return sumOf(lotsLeft(movements).filter(({ at }) => at < before));
}

export const sumOf = (movements: readonly Movement[]): number =>
  movements.reduce((sum, { amount }) => sum + amount, 0);
