/**
 * How a birthday is written: `1990-05-01`; `--05-01` without the year (as ISO 8601-1 writes a day of no year); `L` before it for the lunar
 * calendar, `+` after a leap month: `L1990-05+-15`. Pure.
 */
export interface Birthday {
  readonly calendar: 'solar' | 'lunar';
  /** Undefined when nobody knows. */
  readonly year?: number;
  readonly month: number;
  /** The second of two months with one number; lunar only. */
  readonly leap: boolean;
  readonly day: number;
}

const WRITTEN = /^(L?)(\d{4}|-)-(\d\d)(\+?)-(\d\d)$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LUNAR_DAYS = 30;

/** Undefined for what is no day of any year. */
export function parseBirthday(text: string): Birthday | undefined {
  const [, lunar, years = '', months, leap, days] = WRITTEN.exec(text) ?? [];
  if (lunar === undefined) return undefined;
  const [month, day] = [Number(months), Number(days)];
  const calendar = lunar === '' ? 'solar' : 'lunar';
  const most = calendar === 'lunar' ? LUNAR_DAYS : DAYS[month - 1];
  if (month < 1 || month > 12 || day < 1 || most === undefined || day > most) return undefined;
  if (calendar === 'solar' && leap !== '') return undefined;
  if (calendar === 'solar' && years !== '-' && !isDay(Number(years), month, day)) return undefined;
  return { calendar, month, day, leap: leap === '+', ...(years !== '-' && { year: Number(years) }) };
}

function isDay(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** From the digits of a form, `19900501` or `0501`. */
export function writeBirthday(digits: string, calendar: 'solar' | 'lunar' | 'leap'): string {
  const year = digits.length === 8 ? digits.slice(0, 4) : '-';
  const [month, day] = [digits.slice(-4, -2), digits.slice(-2)];
  return `${calendar === 'solar' ? '' : 'L'}${year}-${month}${calendar === 'leap' ? '+' : ''}-${day}`;
}

/** The digits that a form shows. */
export function digitsOf({ year, month, day }: Birthday): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year === undefined ? '' : String(year).padStart(4, '0')}${two(month)}${two(day)}`;
}
