/** When a bulk of texts will be out, at the rate that is safe for the SIM. Pure. */

import type { Purpose } from './events.js';
import { bulkShare, type Policy, RULES } from './policy.js';
import { closesAt, mayGoAt } from './quiet.js';
import { wholeTexts } from './rate.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Bulk {
  readonly purpose: Purpose;
  /** Parts that are still to go. */
  readonly parts: number;
  /** Of one text: they go together. */
  readonly perText: number;
  /** From then on; ms since 1970 UTC. */
  readonly from: number;
  /** Parts that the SIM has sent in the 24 hours before. */
  readonly sentToday: number;
  /** At least this long between two texts, ms. */
  readonly gapMs: number;
}

/** Ms since 1970 UTC, a whole minute, for that is what is read. A night counts as a night, and a day's share as a day's: the rest goes on the day after. */
export function finishAt(
  { purpose, parts, perText, from, sentToday, gapMs }: Bulk,
  policy: Policy,
  zone: string,
): number {
  const perMinute = minuteRate(policy, gapMs, perText);
  const perDay = wholeTexts(bulkShare(policy.perDay), perText);
  let at = from;
  let left = parts;
  let today = Math.max(0, perDay - sentToday);
  let dayEnds = from + DAY_MS;
  while (left > 0) {
    at = mayGoAt(purpose, at, policy, zone);
    if (at >= dayEnds) [today, dayEnds] = [perDay, at + DAY_MS];
    const open = Math.min(dayEnds, RULES[purpose].quiet ? (closesAt(at, policy, zone) ?? dayEnds) : dayEnds);
    const now = Math.min(left, today, Math.ceil(((open - at) / MINUTE_MS) * perMinute));
    left -= now;
    today -= now;
    if (left === 0) return Math.ceil((at + (now / perMinute) * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
    at = today === 0 ? dayEnds : open;
  }
  return at;
}

/** Parts a minute that a campaign reaches, for hours on end. */
function minuteRate(policy: Policy, gapMs: number, perText: number): number {
  return Math.min(
    wholeTexts(policy.perMinute, perText),
    wholeTexts(bulkShare(policy.perHour), perText) / 60,
    gapMs === 0 ? Infinity : MINUTE_MS / gapMs,
  );
}
