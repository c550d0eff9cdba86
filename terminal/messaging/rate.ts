/** How fast a SIM may send: operators bar cards that send more. */
import type { Reader } from '../kernel/database.js';
import { bulkShare, type Policy } from './policy.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The minute's rate is a campaign's: what somebody waits for at the counter may come so many times as thick. */
const AWAITED_TIMES = 5;

/** Ms until one more part may go; `bulk`: of a campaign. Parts sent in the future, by a clock that was wrong, do not count. */
export function rateWait(state: Reader, policy: Policy, bulk: boolean, now: number): number {
  const share = bulk ? bulkShare : (limit: number): number => limit;
  return Math.max(
    waitFor(state, bulk ? policy.perMinute : AWAITED_TIMES * policy.perMinute, MINUTE_MS, now),
    waitFor(state, share(policy.perHour), HOUR_MS, now),
    waitFor(state, share(policy.perDay), DAY_MS, now),
  );
}

/** With `limit` parts in the last `windowMs`, the oldest of them must leave the window first. */
function waitFor(state: Reader, limit: number, windowMs: number, now: number): number {
  const sql = 'SELECT at FROM sent_parts WHERE at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?';
  const oldest = state.value<number>(sql, now, Math.max(1, limit) - 1);
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now);
}

export function partsSince(state: Reader, since: number, now: number): number {
  return state.value<number>('SELECT count(*) FROM sent_parts WHERE at > ? AND at <= ?', since, now) ?? 0;
}
