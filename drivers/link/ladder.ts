/** How long the link waits before it tries the broker again. */

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first retry): doubling from one second to one minute, and
 * spread over its upper half, so that the terminals of a whole chain do not come back in the same instant.
 * @param spread 0 up to, not including, 1
 */
export function backoffMs(attempt: number, spread: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole / 2 + (whole / 2) * spread);
}
