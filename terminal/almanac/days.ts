/** Days without a time of day. Pure. */
export interface Day {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 24 * 3600_000;

/** Days since 1970-01-01. */
export function numberOf({ year, month, day }: Day): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

export function dayOf(number: number): Day {
  const date = new Date(number * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether the calendar has it: no 30th of February. */
export function isDay(day: Day): boolean {
  const { year, month, day: date } = dayOf(numberOf(day));
  return year === day.year && month === day.month && date === day.day;
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((numberOf(day) + 4) % 7) + 7) % 7;
}

/** `2026-11-22` */
export function written({ year, month, day }: Day): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
