/** The day of a shop that closes at some time, perhaps after midnight. Pure. */
import { written } from '../almanac/index.js';
import { civilOf, momentOf, startOfDay } from '../messaging/index.js';

/** From `since` on, before `until` (ms since 1970 UTC). */
export interface Period {
  readonly since: number;
  /** Left out: it lasts still. */
  readonly until?: number;
}

export interface ClosingDay extends Required<Period> {
  /** `2026-11-22`: the day on which it closes. */
  readonly name: string;
}

/** Who closes before then closes after midnight: that day began at the closing time before. */
const MORNING = 6 * 60;

/** The day that closes today, or so many days `back`. @param minute of the day at which the shop closes */
export function closingDay(now: number, back: number, minute: number, zone: string): ClosingDay {
  const today = civilOf(now, zone);
  const closing = (days: number): number => momentOf({ ...today, day: today.day + days, minute }, zone);
  const name = dayName(startOfDay(now, zone, -back), zone);
  return minute < MORNING
    ? { name, since: closing(-back - 1), until: closing(-back) }
    : { name, since: startOfDay(now, zone, -back), until: startOfDay(now, zone, 1 - back) };
}

/** `2026-11-22` */
export const dayName = (ms: number, zone: string): string => written(civilOf(ms, zone));
