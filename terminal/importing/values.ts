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
  | 'amount-wrong';

export type Value<T> = { readonly value: T } | { readonly wrong: Wrong };

/** Number keys of a cell that may hold several numbers; none for an empty one. */
export function phonesIn(cell: string): Value<readonly string[]> {
  const keys: string[] = [];
  for (const text of cell.split(/[,，、;；/|\n]+/)) {
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

/** Days of spreadsheets are counted from 1899-12-30; 10,000 is in 1927, 80,000 in 2119. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** A time of day behind a day, as spreadsheets and databases save it: ` 0:00`, `T14:30:00.000Z`, ` 上午 12:00:00`. */
const TIME = /(?:T|\s+)(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?$/i;

/** As customers/birthday.ts writes it; empty for an empty cell. */
export function birthdayIn(cell: string): Value<string> {
  if (cell === '') return { value: '' };
  const { text, lunar: inWords } = daysInDigits(cell.normalize('NFKC').replace(TIME, '').replace(/\s/g, ''));
  const lunar = inWords || /农历|阴历|旧历|lunar/i.test(text);
  const plain = text.replace(/农历|阴历|旧历|公历|阳历|新历|lunar|solar|[()]/gi, '');
  const leap = /闰/.test(plain) ? '+' : '';
  const written = dayIn(plain.replace('闰', ''));
  if (written === undefined) return { wrong: 'birthday-wrong' };
  const { year, month, day } = written;
  const two = (n: number): string => String(n).padStart(2, '0');
  const value = `${lunar ? 'L' : ''}${year ?? '-'}-${two(month)}${lunar ? leap : ''}-${two(day)}`;
  return parseBirthday(value) === undefined ? { wrong: 'birthday-wrong' } : { value };
}

interface Day {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

function dayIn(text: string): Day | undefined {
  const whole =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (whole) return { year: Number(whole[1]), month: Number(whole[2]), day: Number(whole[3]) };
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : 0;
  if (serial >= 10_000 && serial < 80_000) {
    const date = new Date(SERIAL_EPOCH_MS + serial * 86_400_000);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const short = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text);
  return short ? { year: undefined, month: Number(short[1]), day: Number(short[2]) } : undefined;
}

const AMOUNT = /^(\d{1,9})(?:\.(\d{1,}))?$/;

/** `1,234,567.5`: elsewhere a comma is a decimal one, and 12,50 would be a hundred times as much. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?!\d)/;

const ungrouped = (text: string): string => (GROUPED.test(text) ? text.replaceAll(',', '') : text);

/** Money in fen: `￥1,234.5` is 123450; empty is 0. More than two places, a comma that groups no thousands, or a minus, is wrong. */
export function moneyIn(cell: string): Value<number> {
  const match = AMOUNT.exec(ungrouped(cell.normalize('NFKC').replace(/[¥￥元\s]/g, '')));
  if (cell === '') return { value: 0 };
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
  return word === undefined ? { wrong: 'choice-wrong' } : { value: cleanField(field, word) };
}

/** A field of the shop's own; days as birthdays are written. */
export function customIn(field: CustomField, cell: string): Value<string> {
  const day = field.kind === 'date' ? birthdayIn(cell) : { value: cell };
  if ('wrong' in day) return { wrong: 'value-wrong' };
  try {
    return { value: cleanCustom(field, day.value) };
  } catch (error) {
    if (isTerminalError(error, 'command/value-wrong')) return { wrong: 'value-wrong' };
    throw error;
  }
}
