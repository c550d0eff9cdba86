/** A day and a time in digits alone, as a numeric keypad types them: 1125 and 1530. Pure. */
import { isDay } from '../almanac/index.js';
import { civilOf, momentOf } from '../messaging/index.js';

/** ms since 1970 UTC; undefined for a day or a time that there is not. A day that is over means next year's. */
export function momentOfDigits(day: number, time: number, now: number, zone: string): number | undefined {
  const [month, date] = [Math.floor(day / 100), day % 100];
  const [hour, minute] = [Math.floor(time / 100), time % 100];
  if (hour > 23 || minute > 59) return undefined;
  const today = civilOf(now, zone);
  const over = month * 100 + date < today.month * 100 + today.day;
  const year = over ? today.year + 1 : today.year;
  if (!isDay({ year, month, day: date })) return undefined;
  return momentOf({ year, month, day: date, minute: hour * 60 + minute }, zone);
}

/** The digits of a moment. */
export function digitsOf(ms: number, zone: string): { readonly day: number; readonly time: number } {
  const { month, day, minute } = civilOf(ms, zone);
  return { day: month * 100 + day, time: Math.floor(minute / 60) * 100 + (minute % 60) };
}
