/** The lunar calendar: the only file that knows the library. Years are lunar years, counted by the solar year in which they begin. */
import { LunarMonth, Solar } from 'lunar-typescript';
import { type Day, dayOf, numberOf } from './days.js';

/** The library's tables are good for these. */
const YEAR_MIN = 1900;
const YEAR_MAX = 2099;

interface Month {
  /** Day number of its first day. */
  readonly first: number;
  /** 29 or 30 */
  readonly days: number;
}

const months = new Map<string, Month | undefined>();

/** Undefined when there is no such month that year: most have no leap month. */
function monthOf(year: number, month: number, leap: boolean): Month | undefined {
  const key = `${year} ${month} ${leap}`;
  if (!months.has(key)) months.set(key, readMonth(year, leap ? -month : month));
  return months.get(key);
}

function readMonth(year: number, month: number): Month | undefined {
  if (year < YEAR_MIN || year > YEAR_MAX) return undefined;
  const found = LunarMonth.fromYm(year, month);
  if (!found) return undefined;
  const first = Solar.fromJulianDay(found.getFirstJulianDay());
  const day = { year: first.getYear(), month: first.getMonth(), day: first.getDay() };
  return { first: numberOf(day), days: found.getDayCount() };
}

/**
 * The solar day of a lunar one. A leap month that the year does not have is the month itself; a 30th that the month does not have is the
 * 29th. Undefined outside of 1900–2099.
 */
export function solarOf(year: number, month: number, leap: boolean, day: number): Day | undefined {
  const found = (leap ? monthOf(year, month, true) : undefined) ?? monthOf(year, month, false);
  return found && dayOf(found.first + Math.min(day, found.days) - 1);
}

/** The last day of the lunar year: 除夕. */
export function lastDayOf(year: number): Day | undefined {
  const next = monthOf(year + 1, 1, false);
  return next && dayOf(next.first - 1);
}

/** 清明, the day of a solar term; between the 4th and the 6th of April. */
export function clearAndBright(year: number): Day | undefined {
  const day = [4, 5, 6].find((n) => Solar.fromYmd(year, 4, n).getLunar().getJieQi() === '清明');
  return day === undefined ? undefined : { year, month: 4, day };
}
