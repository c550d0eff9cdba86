/** Which customers are meant. What a filter leaves out is not asked; everything that it names must hold. Pure. */
import { TerminalError } from '../../protocol/errors.js';
import { type Condition, checkConditions, conditionsHold, type Value } from './conditions.js';
import { daysOf, valueIn } from './fields.js';

/** Both ends belong to it; without one of them there is no bound. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

export interface Filter {
  /** One of these levels; the empty one is no level. */
  readonly levels?: readonly string[];
  /** One of these tags. */
  readonly tags?: readonly string[];
  readonly gender?: string;
  /** Month and day, `0501`; the range may cross the new year. Lunar birthdays count by their day this year. */
  readonly birthday?: { readonly from: string; readonly to: string };
  /** fen, of all purchases. */
  readonly spent?: Range;
  /** Days since the last visit; who never came has none, and is meant by a lower bound alone. */
  readonly away?: Range;
  readonly points?: Range;
  /** Put together row by row (conditions.ts); they hold besides all of the above. */
  readonly rows?: readonly Condition[];
}

/** What a filter asks about. */
export interface Facts {
  readonly level: string;
  readonly gender: string;
  readonly birthday: string;
  readonly tags: string;
  readonly points: number;
  /** fen */
  readonly spent: number;
  /** Days since the last visit; undefined for who never came. */
  readonly away: number | undefined;
  /** Days since they were registered. */
  readonly known?: number;
  /** Any other field that conditions may ask about. */
  readonly more?: (field: string) => Value;
}

const MONTH_DAY = /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/** Throws `command/filter-wrong` naming what is wrong. */
export function checkFilter(filter: Filter): Filter {
  const { birthday } = filter;
  if (birthday && !(MONTH_DAY.test(birthday.from) && MONTH_DAY.test(birthday.to))) throw wrong('birthday');
  for (const name of ['spent', 'away', 'points'] as const) {
    const { min, max } = filter[name] ?? {};
    const bounds = [min ?? 0, max ?? Number.MAX_SAFE_INTEGER];
    if (!bounds.every(Number.isSafeInteger) || (min ?? 0) > (max ?? Number.MAX_SAFE_INTEGER))
      throw wrong(name);
  }
  checkConditions(filter.rows ?? []);
  return filter;
}

function wrong(name: string): TerminalError {
  return new TerminalError('command/filter-wrong', `no customer can match: ${name}`, { context: { name } });
}

/** `year`: the solar year of today. */
export function matches(filter: Filter, facts: Facts, year: number): boolean {
  const { levels, tags, gender, birthday, spent, away, points, rows = [] } = filter;
  if (levels && !levels.includes(facts.level)) return false;
  if (gender !== undefined && facts.gender !== gender) return false;
  if (tags && !facts.tags.split(' ').some((tag) => tags.includes(tag))) return false;
  if (birthday && !isBorn(facts.birthday, birthday, year)) return false;
  if (spent && !within(facts.spent, spent)) return false;
  if (points && !within(facts.points, points)) return false;
  if (away && !isAway(facts.away, away)) return false;
  return conditionsHold(rows, (row) => valueIn(facts, row, year));
}

function within(
  value: number,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range,
): boolean {
  return value >= min && value <= max;
}

function isAway(days: number | undefined, range: Range): boolean {
  return days === undefined ? range.max === undefined : within(days, range);
}

function isBorn(text: string, { from, to }: { from: string; to: string }, year: number): boolean {
  return daysOf(text, year)
    .split(' ')
    .some((at) => at !== '' && (from <= to ? at >= from && at <= to : at >= from || at <= to));
}
