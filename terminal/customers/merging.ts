/** Two customers that are one person: who might be, joining them, and taking them apart. */
import { TerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import { type CustomersEvent, knownCustomer } from './commands.js';
import { customValues } from './custom.js';
import type { Filled } from './events.js';
import { PROFILE_FIELDS, type ProfileField } from './fields.js';
import { joinStamp } from './joining.js';
import { cleanName } from './name.js';
import { readings } from './pinyin.js';
import { type Customer, customerByNo, customersByPhone, phonesOf, standingStamp } from './queries.js';

/** `number`: has the same number. `name`: sounds the same, and a number ends the same. */
export interface Duplicate {
  readonly customer: Customer;
  readonly why: 'number' | 'name';
}

/** Digits at the end of a number that a name-sake's must have too. */
const TAIL = 4;
const FOUND_MAX = 5;
/** Name-sakes that are looked at: hundreds of people are called 王伟. */
const NAMESAKES_MAX = 200;

/** Who may be the same person as somebody with this name and this number, as typed so far; `but` is not looked at. */
export function duplicatesOf(
  state: Reader,
  { name, phone, but = -1 }: { readonly name: string; readonly phone: string; readonly but?: number },
): Duplicate[] {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < TAIL) return [];
  const { key, kind } = normalizeNumber(phone);
  const same = key === null || kind === 'unknown' ? [] : customersByPhone(state, key);
  const known = new Set([but, ...same.map(({ no }) => no)]);
  const alike = name.trim() === '' ? [] : namesakes(state, cleanName(name));
  return [
    ...same.filter(({ no }) => no !== but).map((customer): Duplicate => ({ customer, why: 'number' })),
    ...alike
      .filter((no) => !known.has(no) && phonesOf(state, no).some((one) => one.endsWith(digits.slice(-TAIL))))
      .flatMap((no): Duplicate[] => {
        const customer = customerByNo(state, no);
        return customer ? [{ customer, why: 'name' }] : [];
      }),
  ].slice(0, FOUND_MAX);
}

/** Rows of customers whose name reads the same; of a name without Chinese, is the same. */
function namesakes(state: Reader, name: string): number[] {
  const sound = readings(name);
  const where = sound === '' ? 'name = ? AND readings = ?' : 'name >= ? AND readings = ?';
  return state
    .all<{ no: number }>(
      `SELECT no FROM customers INDEXED BY customers_readings WHERE ${where} AND removed IS NULL LIMIT ${NAMESAKES_MAX}`,
      sound === '' ? name : '',
      sound,
    )
    .map(({ no }) => no);
}

/** These are the union of both; of the others the one who stays keeps what they have. */
const UNITED: readonly ProfileField[] = ['tags', 'groups'];
/** A disabled half does not disable the whole, and the first number is chosen by a person. */
const NOT_FILLED: readonly ProfileField[] = ['name', 'disabled', 'number'];

export interface Merge {
  /** Who stays. */
  readonly customer: string;
  readonly other: string;
  readonly stamp: string;
}

/**
 * Makes `other` another name of `customer`: entries, cards, numbers and texts of both are the person's. What the one who stays does not
 * tell is filled from the other. Throws `command/merge-self` or `command/customer-unknown`.
 */
export function merge(state: Reader, { customer: id, other: otherId, stamp }: Merge): Decision<void> {
  if (id === otherId) throw new TerminalError('command/merge-self', 'this is the same customer');
  const [customer, other] = [knownCustomer(state, id), knownCustomer(state, otherId)];
  const filled = PROFILE_FIELDS.flatMap((field): Filled[] => {
    const [before, theirs] = [customer[field], other[field]];
    if (NOT_FILLED.includes(field) || theirs === '') return [];
    const after = UNITED.includes(field)
      ? [...new Set(`${before} ${theirs}`.trim().split(' '))].join(' ')
      : before || theirs;
    return after === before ? [] : [{ field, before, after }];
  });
  filled.push(...customFilled(state, customer, other));
  const after = stampAfter(joinStamp(state, [customer.no, other.no]), stamp);
  const events: CustomersEvent[] = [
    { type: 'customers.merged', v: 1, customer: id, other: otherId, filled, stamp: after },
    ...changedTo(state, customer, filled, 'after', stamp),
  ];
  return { events, result: undefined };
}

/** Of the shop's own fields: those that only the other has. */
function customFilled(state: Reader, customer: Customer, other: Customer): Filled[] {
  const own = customValues(state, customer.no);
  return [...customValues(state, other.no)]
    .filter(([field]) => !own.has(field))
    .map(([field, after]) => ({ field: `x:${field}`, before: '', after }));
}

/**
 * Takes `other` out of `customer` again, with everything that was theirs; what was filled in goes, unless somebody changed it since.
 * Throws `command/merge-unknown` when they are not merged.
 */
export function unmerge(state: Reader, { customer: id, other, stamp }: Merge): Decision<void> {
  const row = state.one<{ filled: string; into: string; no: number; alias: number }>(
    `SELECT filled, into_row.id AS "into", into_row.no AS no, alias FROM customer_aliases JOIN customers AS alias_row ON alias_row.no = alias
       JOIN customers AS into_row ON into_row.no = into_no WHERE alias_row.id = ?`,
    other,
  );
  if (row?.into !== id) throw new TerminalError('command/merge-unknown', 'these two are not merged');
  const kept = customerByNo(state, row.no);
  const own = customValues(state, row.no);
  const standsIn = (field: string) =>
    field.startsWith('x:') ? own.get(field.slice(2)) : kept?.[field as ProfileField];
  const filled = (JSON.parse(row.filled) as Filled[]).filter(({ field, after }) => standsIn(field) === after);
  const after = stampAfter(joinStamp(state, [row.no, row.alias]), stamp);
  const events: CustomersEvent[] = [
    { type: 'customers.unmerged', v: 1, customer: id, other, stamp: after },
    ...(kept ? changedTo(state, kept, filled, 'before', stamp) : []),
  ];
  return { events, result: undefined };
}

function changedTo(
  state: Reader,
  { id: customer, no }: Customer,
  filled: readonly Filled[],
  which: 'before' | 'after',
  stamp: string,
): CustomersEvent[] {
  if (filled.length === 0) return [];
  const fields = Object.fromEntries(filled.map((one) => [one.field, one[which]]));
  const after = stampAfter(standingStamp(state, no, Object.keys(fields)), stamp);
  return [{ type: 'customers.changed', v: 1, customer, fields, stamp: after }];
}
