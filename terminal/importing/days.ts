/** A day of a cell as numbers, in the forms that people, their spreadsheets and their languages write. Pure. */

export interface Day {
  /** Undefined where none is told. */
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

/** What comes first where a day is written `3/12/1985`: the American way, or that of everybody else who writes the year last. */
export type DayOrder = 'month-first' | 'day-first';

/** Days of spreadsheets are counted from 1899-12-30; 10,000 is in 1927, 80,000 in 2119. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

const WEEKDAY = /(?:星期|周)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?/gi;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const NAMED_MONTH = [
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)?[-/,]?${MONTH}(?:[-/,]*(?<year>\\d{4}|\\d\\d))?$`, 'i'),
  new RegExp(`^${MONTH}(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:[-/,]*(?<year>\\d{4}))?$`, 'i'),
];
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|[4-9]\d)$/;

/** The day of the week does not count. */
export const withoutWeekday = (text: string): string => text.replace(WEEKDAY, '');

/**
 * @param text without spaces; undefined for what is no day, and where nobody can tell the month from the day.
 * @param order where the year is last, for days that do not tell by themselves.
 */
export function dayIn(text: string, order?: DayOrder): Day | undefined {
  return yearFirst(text) ?? yearLast(text, order) ?? serialDay(text) ?? namedMonth(text) ?? withoutYear(text);
}

function yearFirst(text: string): Day | undefined {
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)(?:\.0+)?$/.exec(text) ??
    /^(\d\d)年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ??
    // What is no day and no month is a year.
    /^([4-9]\d|3[2-9])[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  return found ? { year: yearOf(found[1]), month: Number(found[2]), day: Number(found[3]) } : undefined;
}

function yearLast(text: string, order: DayOrder | undefined): Day | undefined {
  const found = YEAR_LAST.exec(text);
  if (!found) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  const year = yearOf(found[4]);
  const way = first === second ? 'day-first' : (tellingOrder(first, second) ?? order);
  if (way === undefined) return undefined;
  return way === 'day-first' ? { year, month: second, day: first } : { year, month: first, day: second };
}

function tellingOrder(first: number, second: number): DayOrder | undefined {
  if (first > 12) return 'day-first';
  return second > 12 ? 'month-first' : undefined;
}

/** The order in which one program wrote all of these; undefined when none tells, or when they tell different ones. */
export function dayOrderOf(cells: Iterable<string>): DayOrder | undefined {
  const told = new Set<DayOrder>();
  for (const cell of cells) {
    const found = YEAR_LAST.exec(cell.trim().split(/\s/)[0] ?? '');
    const order = found ? tellingOrder(Number(found[1]), Number(found[3])) : undefined;
    if (order !== undefined) told.add(order);
  }
  return told.size === 1 ? [...told][0] : undefined;
}

/** Two digits are of the last century from 30 on, as spreadsheets have it. */
function yearOf(digits = ''): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function serialDay(text: string): Day | undefined {
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : 0;
  if (serial < 10_000 || serial >= 80_000) return undefined;
  const date = new Date(SERIAL_EPOCH_MS + serial * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function namedMonth(text: string): Day | undefined {
  for (const form of NAMED_MONTH) {
    const found = form.exec(text);
    if (!found) continue;
    const { day, year } = found.groups ?? {};
    const month = MONTHS.findIndex((name) => text.toLowerCase().includes(name)) + 1;
    return { year: year === undefined ? undefined : yearOf(year), month, day: Number(day) };
  }
  return undefined;
}

function withoutYear(text: string): Day | undefined {
  const found = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text);
  return found ? { year: undefined, month: Number(found[1]), day: Number(found[2]) } : undefined;
}
