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

/** A movement and what brought it about. */
export interface CausedMovement extends Movement {
  readonly reason: string;
  readonly cause: string;
}

/** Of the points that came with `cause`, those that expired: each that went, in its turn, took the oldest that were there. */
export function expiredOf(movements: readonly CausedMovement[], cause: string): number {
  const lots: { readonly isOf: boolean; left: number }[] = [];
  let first = 0;
  let owed = 0;
  let expired = 0;
  for (const { amount, ...movement } of movements) {
    if (amount > 0) {
      lots.push({ isOf: movement.cause === cause, left: Math.max(0, amount - owed) });
      owed = Math.max(0, owed - amount);
      continue;
    }
    let gone = -amount;
    for (let lot = lots[first]; gone > 0 && lot !== undefined; lot = lots[first]) {
      const taken = Math.min(gone, lot.left);
      lot.left -= taken;
      gone -= taken;
      if (lot.isOf && movement.reason === 'expiry') expired += taken;
      if (lot.left === 0) first += 1;
    }
    owed += gone;
  }
  return expired;
}

/**
 * How many of `points` are taken from a customer when what earned them is given back: all that were not lost by expiry before. Of
 * `earned` in all, `before` went with earlier refunds; in steps it comes to the same as at once.
 */
export function takenBack(
  points: number,
  { earned, before, expired }: { readonly earned: number; readonly before: number; readonly expired: number },
): number {
  const stay = Math.max(0, earned - expired);
  return Math.min(before + points, stay) - Math.min(before, stay);
}

export const sumOf = (movements: readonly Movement[]): number =>
  movements.reduce((sum, { amount }) => sum + amount, 0);
