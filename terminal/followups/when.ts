/** When somebody is to be reminded: a few choices that fit most, in the shop's time. Pure. */
import { civilOf, momentOf } from '../messaging/index.js';

/** Minute of the day at which work that is due on a day comes up. */
const MORNING = 10 * 60;
const HOUR_MS = 3600_000;

export const LATER = ['hour', 'tomorrow', 'three-days', 'week', 'month'] as const;
export type Later = (typeof LATER)[number];

const DAYS: Readonly<Record<Exclude<Later, 'hour'>, number>> = {
  tomorrow: 1,
  'three-days': 3,
  week: 7,
  month: 30,
};

/** ms since 1970 UTC */
export function momentLater(later: Later, now: number, zone: string): number {
  if (later === 'hour') return now + HOUR_MS;
  const today = civilOf(now, zone);
  return momentOf({ ...today, day: today.day + DAYS[later], minute: MORNING }, zone);
}
