/** Shares of money that add up. Pure. */
import { portion } from '../ledger/index.js';

/**
 * `amount` taken from `parts` (at least 0 each) in proportion to what each holds: whole fen, none more than it holds, and
 * together exactly `amount`, which is at most their sum. Taking the rest later empties each part.
 */
export function shareOut(amount: number, parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  let below = 0;
  let given = 0;
  return parts.map((part) => {
    below += part;
    const upTo = portion(below, amount, total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}
