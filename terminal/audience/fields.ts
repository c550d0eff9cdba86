/** What can be asked about a customer, and what the customer has there. Pure. */
import { birthdaysIn } from '../almanac/index.js';
import { parseBirthday } from '../customers/index.js';
import type { Condition, Kind, Value } from './conditions.js';
import type { Facts } from './filter.js';

/** In the order in which a person is shown them. */
export const ASKED: Readonly<Record<string, Kind>> = {
  level: 'choice',
  tags: 'words',
  status: 'choice',
  type: 'choice',
  source: 'choice',
  credit: 'choice',
  groups: 'words',
  owner: 'choice',
  gender: 'choice',
  birthday: 'yearly',
  spent: 'money',
  balance: 'money',
  points: 'number',
  visits: 'number',
  away: 'ago',
  created: 'ago',
  name: 'text',
  phone: 'text',
  email: 'text',
  occupation: 'text',
  preferences: 'text',
  address: 'text',
};

/** What `facts` say of the field that a row asks about; `year`: the solar year of the shop. */
export function valueIn(facts: Facts, { field }: Pick<Condition, 'field'>, year: number): Value {
  switch (field) {
    case 'birthday':
      return daysOf(facts.birthday, year);
    case 'spent':
      return facts.spent;
    case 'points':
      return facts.points;
    case 'away':
      return facts.away;
    case 'created':
      return facts.known;
    case 'level':
      return facts.level;
    case 'gender':
      return facts.gender;
    case 'tags':
      return facts.tags;
    default:
      return facts.more?.(field);
  }
}

/** The days of a birthday in a year as `0501`, with spaces between: of the lunar calendar none, one or two. */
export function daysOf(birthday: string, year: number): string {
  const parsed = parseBirthday(birthday);
  if (!parsed) return '';
  const two = (n: number): string => String(n).padStart(2, '0');
  return birthdaysIn(parsed, year)
    .map(({ day }) => two(day.month) + two(day.day))
    .join(' ');
}
