/** Cells to values, and what is wrong with them. Pure. */

import { isTerminalError } from '../../protocol/errors.js';
import { mailAddress } from '../../protocol/mail/address.js';
import { isCallable, normalizeNumber } from '../../protocol/number/index.js';
import {
  type CustomField,
  cleanCustom,
  cleanField,
  type ProfileField,
  parseBirthday,
  wordOf,
} from '../customers/index.js';
import { daysInDigits } from './day-words.js';
import { type DayOrder, dayIn, withoutWeekday } from './days.js';

/** Why a row is not taken, as texts.ts puts it into words. */
export type Wrong =
  | 'name-missing'
  | 'name-too-long'
  | 'phone-wrong'
  | 'phone-shortened'
  | 'birthday-wrong'
  | 'email-wrong'
  | 'choice-wrong'
  | 'value-wrong'
  | 'amount-wrong'
  | 'no-customer'
  | 'several'
  | 'removed';

/** `label`: catalogue key of the field, or what the shop calls its own. */
export interface WrongCell {
  readonly label: string;
  readonly cell: string;
}

/** `of`: the cell that is wrong, where a row may have several of its kind. */
export type Value<T> = { readonly value: T } | { readonly wrong: Wrong; readonly of?: WrongCell };

/** What people write into a cell for which they know nothing. */
const NOTHING = /^\s*(?:[-—–/\\.]*|无|暂无|没有|未知|不详|null|none|n\/?a|#n\/a)\s*$/i;

export const isTold = (cell: string): boolean => cell !== '' && !NOTHING.test(cell);

/** Several mobiles with nothing or a space between them. */
const MOBILES = /^(?:(?:\+?86)?1[3-9]\d{9}){2,5}$/;

/** 李和平 behind a number has no second one. */
const BETWEEN = /[,，、;；/|\n]+|(?:或者?|和|及|与)(?=\s*\+?\d)/;

/** What stands between the numbers of a cell; mobiles may follow each other without. */
function numbersIn(cell: string): string[] {
  return cell.split(BETWEEN).flatMap((part) => {
    const digits = part.normalize('NFKC').replace(/[\s()-]/g, '');
    return MOBILES.test(digits) ? (digits.match(/(?:\+?86)?1[3-9]\d{9}/g) ?? []) : [part];
  });
}

/** Number keys of a cell that may hold several numbers; none for an empty one. */
export function phonesIn(cell: string): Value<readonly string[]> {
  const keys: string[] = [];
  for (const text of numbersIn(cell)) {
    const trimmed = text.trim().replace(/\.0+$/, '');
    if (trimmed === '') continue;
    // A spreadsheet that showed a number in scientific notation has saved it so: its last digits are gone.
    if (/^\d(\.\d+)?E\+?\d+$/i.test(trimmed)) return { wrong: 'phone-shortened' };
    const number = normalizeNumber(trimmed);
    if (number.key === null || !isCallable(number)) return { wrong: 'phone-wrong' };
    if (!keys.includes(number.key)) keys.push(number.key);
  }
  return { value: keys };
}

/** As protocol/mail writes it; empty for an empty cell. */
export function emailIn(cell: string): Value<string> {
  if (cell === '') return { value: '' };
  const address = mailAddress(cell);
  return address === null ? { wrong: 'email-wrong' } : { value: address };
}

export function genderIn(cell: string): string {
  if (/^(男|先生|m|male|mr\.?)$/i.test(cell)) return 'm';
  return /^(女|女士|小姐|f|female|ms\.?|mrs\.?)$/i.test(cell) ? 'f' : '';
}

/** A time of day behind a day, as spreadsheets and databases save it: ` 0:00`, `T14:30:00.000Z`, ` 上午 12:00:00`. */
const TIME = /(?:T|\s+)(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?$/i;

const LUNAR = /农历|阴历|旧历|lunar/i;
const SOLAR = /公历|阳历|新历|solar/i;

/** Whether a head says that the days below it are of the lunar calendar: 生日(农历). */
export const saysLunar = (head: string): boolean => LUNAR.test(head) && !SOLAR.test(head);

/** How the days of a table are written where the cell does not tell. */
export interface DayWays {
  /** See `dayIn`. */
  readonly order?: DayOrder | undefined;
  readonly lunar?: boolean | undefined;
}

/** As customers/birthday.ts writes it; empty for an empty cell. */
export function birthdayIn(cell: string, ways: DayWays = {}): Value<string> {
  if (cell === '') return { value: '' };
  const written = withoutWeekday(cell.normalize('NFKC')).replace(TIME, '').replace(/\s/g, '');
  const { text, lunar: inWords } = daysInDigits(written);
  const lunar = inWords || LUNAR.test(text) || (ways.lunar === true && !SOLAR.test(text));
  const plain = text.replace(/农历|阴历|旧历|公历|阳历|新历|lunar|solar|[()]/gi, '');
  const leap = /闰/.test(plain) ? '+' : '';
  const told = dayIn(plain.replace('闰', ''), ways.order);
  if (told === undefined) return { wrong: 'birthday-wrong' };
  const { year, month, day } = told;
  const two = (n: number): string => String(n).padStart(2, '0');
  const value = `${lunar ? 'L' : ''}${year ?? '-'}-${two(month)}${lunar ? leap : ''}-${two(day)}`;
  return parseBirthday(value) === undefined ? { wrong: 'birthday-wrong' } : { value };
}

const AMOUNT = /^(\d{1,9})(?:\.(\d{1,}))?$/;

/** `1,234,567.5`: elsewhere a comma is a decimal one, and 12,50 would be a hundred times as much. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?!\d)/;

const ungrouped = (text: string): string => (GROUPED.test(text) ? text.replaceAll(',', '') : text);

/** Money in fen: `￥1,234.5` is 123450; empty is 0. More than two places, a comma that groups no thousands, or a minus, is wrong. */
export function moneyIn(cell: string): Value<number> {
  if (cell === '') return { value: 0 };
  const match = AMOUNT.exec(ungrouped(cell.normalize('NFKC').replace(/[¥￥元\s]/g, '')));
  const places = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match || places.length > 2) return { wrong: 'amount-wrong' };
  return { value: Number(match[1]) * 100 + Number(places.padEnd(2, '0')) };
}

/** Whole points; parts of one are left out. */
export function pointsIn(cell: string): Value<number> {
  if (cell === '') return { value: 0 };
  const match = AMOUNT.exec(ungrouped(cell.normalize('NFKC').replace(/[分\s]/g, '')));
  return match ? { value: Number(match[1]) } : { wrong: 'amount-wrong' };
}

/** A field of the profile that is told in words: 潜在 is a status, 美团 a source of the shop's own. */
export function wordsIn(field: ProfileField, cell: string): Value<string> {
  const word = wordOf(field, cell);
  if (word === undefined) return { wrong: 'choice-wrong', of: { label: `importing.${field}`, cell } };
  return { value: cleanField(field, word) };
}

/** A field of the shop's own; days as birthdays are written. */
export function customIn(field: CustomField, cell: string, ways: DayWays = {}): Value<string> {
  const day = field.kind === 'date' ? birthdayIn(cell, ways) : { value: cell };
  const wrong = { wrong: 'value-wrong', of: { label: field.name, cell } } as const;
  if ('wrong' in day) return wrong;
  try {
    return { value: cleanCustom(field, day.value) };
  } catch (error) {
    if (isTerminalError(error, 'command/value-wrong')) return wrong;
    throw error;
  }
}
