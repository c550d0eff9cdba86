/** Customers as rows of a table that the import takes back: the same heads, the same ways of writing. */
import { formatNumber } from '../../protocol/number/index.js';
import { type Customer, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { balancesOf } from '../ledger/index.js';
import type { CellValue } from '../sheets/index.js';
import type { Translate } from '../ui/types.js';

const HEADS = [
  'name',
  'phone',
  'gender',
  'birthday',
  'level',
  'tags',
  'email',
  'points',
  'principal',
  'bonus',
] as const;

export function customerTable(
  state: Reader,
  customers: readonly Customer[],
  t: Translate,
): (readonly CellValue[])[] {
  const heads = HEADS.map((head) => t(`importing.${head}`));
  return [heads, ...customers.map((customer) => rowOf(state, customer, t))];
}

function rowOf(state: Reader, customer: Customer, t: Translate): readonly CellValue[] {
  const { no, name, gender, birthday, level, tags, email } = customer;
  const { points, principal, bonus } = balancesOf(state, no);
  const phones = phonesOf(state, no)
    .map((key) => formatNumber(key))
    .join('/');
  const sex = gender === '' ? '' : t(`customers.gender.${gender}`);
  return [
    name,
    phones,
    sex,
    birthdayText(birthday),
    level,
    tags,
    email,
    points,
    principal / 100,
    bonus / 100,
  ];
}

/** `L1985-06+-03` is written as people do: 1985年闰6月3日(农历). */
function birthdayText(birthday: string): string {
  const match = /^(L?)(\d{4}|-)-(\d\d)(\+?)-(\d\d)$/.exec(birthday);
  if (!match) return '';
  const [, lunar, year, month, leap, day] = match;
  const years = year === '-' ? '' : `${year}年`;
  const words = `${years}${leap === '+' ? '闰' : ''}${Number(month)}月${Number(day)}日`;
  return lunar === '' ? words : `${words}(农历)`;
}
