/** Shares of money and points, exact: two amounts multiplied can be beyond 2^53. Pure. */

/** `whole` × `part` / `of`, rounded down. All are integers of at least 0; `of` is above 0. */
export function portion(whole: number, part: number, of: number): number {
  return Number((BigInt(whole) * BigInt(part)) / BigInt(of));
}

/** The same, rounded up. */
export function portionUp(whole: number, part: number, of: number): number {
  return Number((BigInt(whole) * BigInt(part) + BigInt(of) - 1n) / BigInt(of));
}
