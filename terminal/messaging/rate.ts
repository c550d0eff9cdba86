/** How fast a SIM may send: operators bar cards that send more. */
import type { Reader } from '../kernel/database.js';
import { bulkShare, type Policy } from './policy.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The minute's rate is a campaign's: what somebody waits for at the counter may come so many times as thick. */
const AWAITED_TIMES = 5;

/** A text as the SIM sees it. */
export interface Load {
  /** Parts that are still to go: one after the other, for half a text is worth nothing. */
  readonly parts: number;
  /** Of a campaign. */
  readonly bulk: boolean;
}

/** Ms until there is room for all parts of a text. Parts sent in the future, by a clock that was wrong, do not count. */
export function rateWait(state: Reader, policy: Policy, { parts, bulk }: Load, now: number): number {
  const share = bulk ? bulkShare : (limit: number): number => limit;
  const wait = (limit: number, windowMs: number): number => waitFor(state, { limit, windowMs, parts }, now);
  return Math.max(
    wait(bulk ? policy.perMinute : AWAITED_TIMES * policy.perMinute, MINUTE_MS),
    wait(share(policy.perHour), HOUR_MS),
    wait(share(policy.perDay), DAY_MS),
  );
}

interface Window {
  readonly limit: number;
  readonly windowMs: number;
  readonly parts: number;
}

/**
 * So many parts must leave the window that the text's own are no more than `limit` with the rest. A text of more parts than a window takes
 * goes at once, and counts for as many windows as it fills.
 */
function waitFor(state: Reader, { limit, windowMs, parts }: Window, now: number): number {
  const times = windowsFor(limit, parts);
  const sql = 'SELECT at FROM sent_parts WHERE at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?';
  const oldest = state.value<number>(sql, now, Math.max(1, limit) * times - parts);
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs * times - now);
}

function windowsFor(limit: number, parts: number): number {
  return Math.max(1, Math.ceil(parts / Math.max(1, limit)));
}

/** Parts that go in a window of `limit` when each text has `perText`: those of whole texts. */
export function wholeTexts(limit: number, perText: number): number {
  const parts = Math.max(1, perText);
  return parts <= limit ? Math.floor(limit / parts) * parts : parts / windowsFor(limit, parts);
}

export function partsSince(state: Reader, since: number, now: number): number {
  return state.value<number>('SELECT count(*) FROM sent_parts WHERE at > ? AND at <= ?', since, now) ?? 0;
}
