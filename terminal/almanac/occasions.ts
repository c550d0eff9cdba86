/** On which days of a year something is kept. Pure but for what it remembers. */
import type { Birthday } from '../customers/index.js';
import { type Day, weekdayOf } from './days.js';
import { clearAndBright, lastDayOf, solarOf } from './lunar.js';

/** A day on which something is kept, and the year that it counts for: nobody is wished well twice for one. */
export interface Kept {
  readonly day: Day;
  /** The solar year, or the lunar one. */
  readonly of: number;
}

/** A birthday's days in a solar year: one; of the lunar calendar none, one or two. 29 February is kept on the 28th when there is no 29th. */
export function birthdaysIn(birthday: Birthday, year: number): Kept[] {
  const { calendar, month, day, leap } = birthday;
  if (calendar === 'solar') {
    const last = month === 2 && day === 29 && !isLeapYear(year) ? 28 : day;
    return [{ day: { year, month, day: last }, of: year }];
  }
  return [year - 1, year].flatMap((of) => {
    const found = solarOf(of, month, leap, day);
    return found?.year === year ? [{ day: found, of }] : [];
  });
}

/** The same day of another year: 29 February as above. */
export function anniversaryIn({ month, day }: Day, year: number): Day {
  return { year, month, day: month === 2 && day === 29 && !isLeapYear(year) ? 28 : day };
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

type Rule =
  | { readonly on: readonly [month: number, day: number] }
  | { readonly lunar: readonly [month: number, day: number] }
  | { readonly weekday: readonly [month: number, nth: number, weekday: number] }
  | { readonly rule: (year: number) => Day | undefined };

const HOLIDAY_RULES = {
  元旦: { on: [1, 1] },
  春节: { lunar: [1, 1] },
  元宵节: { lunar: [1, 15] },
  妇女节: { on: [3, 8] },
  清明节: { rule: clearAndBright },
  劳动节: { on: [5, 1] },
  母亲节: { weekday: [5, 2, 0] },
  儿童节: { on: [6, 1] },
  端午节: { lunar: [5, 5] },
  父亲节: { weekday: [6, 3, 0] },
  七夕: { lunar: [7, 7] },
  教师节: { on: [9, 10] },
  中秋节: { lunar: [8, 15] },
  国庆节: { on: [10, 1] },
  重阳节: { lunar: [9, 9] },
  腊八节: { lunar: [12, 8] },
  除夕: { rule: lastDayOf },
} as const satisfies Record<string, Rule>;

export type Holiday = keyof typeof HOLIDAY_RULES;
export const HOLIDAYS = Object.keys(HOLIDAY_RULES) as Holiday[];

/** The days of a holiday in a solar year: one, but for those at the end of the lunar year, which may be in it twice or not at all. */
export function holidaysIn(holiday: Holiday, year: number): Day[] {
  const rule: Rule = HOLIDAY_RULES[holiday];
  return [year - 1, year].flatMap((of) => {
    const day = dayOfRule(rule, of);
    return day?.year === year ? [day] : [];
  });
}

function dayOfRule(rule: Rule, year: number): Day | undefined {
  if ('on' in rule) return { year, month: rule.on[0], day: rule.on[1] };
  if ('lunar' in rule) return solarOf(year, rule.lunar[0], false, rule.lunar[1]);
  if ('rule' in rule) return rule.rule(year);
  const [month, nth, weekday] = rule.weekday;
  const first = (weekday - weekdayOf({ year, month, day: 1 }) + 7) % 7;
  return { year, month, day: 1 + first + 7 * (nth - 1) };
}
