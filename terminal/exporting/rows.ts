/** Customers as rows of a table that the import takes back: the same heads, the same ways of writing. */
import { levelOf } from '../counter/index.js';
import {
  type Customer,
  type CustomField,
  customFields,
  customValues,
  itemsOf,
  phonesOf,
  wordLabel,
} from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { balancesOf, depositOf } from '../ledger/index.js';
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
  'status',
  'type',
  'source',
  'credit',
  'groups',
  'occupation',
  'preferences',
  'address',
  'points',
  'principal',
  'bonus',
  'deposit',
  'level-now',
] as const;

/**
 * The shop's own fields stand after ours. `phone` writes a number key: with stars for whoever may not see numbers. Besides the level that was
 * given stands the one that counts at `now`, which no import takes: what was reached would be given for good.
 */
export function customerTable(
  state: Reader,
  customers: readonly Customer[],
  t: Translate,
  phone: (key: string) => string,
  now: number,
): (readonly CellValue[])[] {
  const own = customFields(state);
  const heads = [...HEADS.map((head) => t(`importing.${head}`)), ...own.map(({ name }) => name)];
  return [heads, ...customers.map((customer) => rowOf(state, customer, { own, t, phone, now }))];
}

interface Writing {
  readonly own: readonly CustomField[];
  readonly t: Translate;
  readonly phone: (key: string) => string;
  readonly now: number;
}

function rowOf(state: Reader, customer: Customer, { own, t, phone, now }: Writing): readonly CellValue[] {
  const { no, name, birthday, level, tags, email, groups, occupation, preferences } = customer;
  const { points, principal, bonus } = balancesOf(state, no);
  const phones = phonesOf(state, no).map(phone).join('/');
  const word = (field: 'gender' | 'status' | 'type' | 'source' | 'credit'): string =>
    customer[field] === '' ? '' : t(wordLabel(field, customer[field]));
  const address = itemsOf(state, no, 'address')[0]?.facts.text ?? '';
  const values = customValues(state, no);
  return [
    ...[name, phones, word('gender'), birthdayText(birthday), level, tags, email],
    ...[
      word('status'),
      word('type'),
      word('source'),
      word('credit'),
      groups,
      occupation,
      preferences,
      address,
    ],
    ...[points, principal / 100, bonus / 100, depositOf(state, no) / 100],
    levelOf(state, customer, now).name,
    ...own.map(({ id, kind }) => {
      const value = values.get(id) ?? '';
      return kind === 'date' ? birthdayText(value) : value;
    }),
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
