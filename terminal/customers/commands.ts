import { TerminalError } from '../../protocol/errors.js';
import { PERSON_ROWS } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import { cleanCustom, customFields, customValues } from './custom.js';
import type { ChangedFields, CustomersEvents, ProfileFields } from './events.js';
import { cleanField, isProfileField } from './fields.js';
import { cleanItem, type ItemKind, phoneKey } from './items.js';
import {
  type Customer,
  customerById,
  customersByPhone,
  FOR_GOOD,
  itemsOf,
  phonesOf,
  RESTORABLE_MS,
  standingStamp,
} from './queries.js';

export type CustomersEvent = EventOf<CustomersEvents>;

export interface Registration {
  readonly id: string;
  readonly name: string;
  /** As typed or as the network gave it; undefined for a customer without a phone. */
  readonly phone?: string;
  readonly level?: string;
  readonly stamp: string;
}

/** Throws as `cleanField` does, `command/phone-wrong` or `command/phone-taken`. */
export function register(state: Reader, registration: Registration): Decision<{ customer: string }> {
  const { id, stamp, level = '', phone = '' } = registration;
  const name = cleanField('name', registration.name);
  const events: CustomersEvent[] = [{ type: 'customers.registered', v: 1, customer: id, name, level, stamp }];
  if (phone.trim() !== '') {
    const key = phoneKey(phone);
    const same = customersByPhone(state, key).find((customer) => customer.name === name);
    if (same) throw new TerminalError('command/phone-taken', 'this name and number are registered already');
    events.push({ type: 'customers.phone-added', v: 1, customer: id, key });
  }
  return { events, result: { customer: id } };
}

export interface Change extends Partial<ProfileFields> {
  readonly customer: string;
  readonly phone?: string;
  /** Key of the number in whose place `phone` comes, or nothing where that is empty; without it `phone` is one more. */
  readonly instead?: string;
  readonly stamp: string;
  /** Of the shop's own fields, by their ids. */
  readonly custom?: Readonly<Record<string, string>>;
}

/** Throws as `cleanField` and `cleanCustom` do, `command/phone-wrong` and `command/customer-unknown`. */
export function change(state: Reader, wanted: Change): Decision<void> {
  const { customer: id, phone = '', instead, stamp, custom = {}, ...others } = wanted;
  const customer = knownCustomer(state, id);
  const key = phone.trim() === '' ? undefined : phoneKey(phone);
  const replaced = instead === key ? undefined : instead;
  // What stands in the place of the first number is the first.
  const first = replaced === undefined || key === undefined ? {} : { number: key };
  const fields = {
    ...cleaned({ ...others, ...first }, (field) => customer[field]),
    ...cleanedCustom(state, customer, custom),
  };
  const events: CustomersEvent[] = [];
  if (Object.keys(fields).length > 0) {
    const after = stampAfter(standingStamp(state, customer.no, Object.keys(fields)), stamp);
    events.push({ type: 'customers.changed', v: 1, customer: id, fields, stamp: after });
  }
  if (replaced !== undefined) events.push(...phoneGone(state, customer, replaced));
  if (key !== undefined) events.push(...newPhone(state, customer, key));
  return { events, result: undefined };
}

/** The fields that are told and differ from what stands there, as they are to stand there. */
function cleaned(
  told: Readonly<Record<string, string | undefined>>,
  known: (field: keyof ProfileFields) => string,
): ChangedFields {
  const fields: Record<string, string> = {};
  for (const [field, text] of Object.entries(told)) {
    if (text === undefined || !isProfileField(field) || text === known(field)) continue;
    const value = cleanField(field, text);
    if (value !== known(field)) fields[field] = value;
  }
  return fields;
}

function cleanedCustom(
  state: Reader,
  { no }: Customer,
  told: Readonly<Record<string, string>>,
): ChangedFields {
  const known = customValues(state, no);
  const changed = customFields(state).flatMap((field) => {
    const text = told[field.id];
    if (text === undefined) return [];
    const value = cleanCustom(field, text);
    return value === (known.get(field.id) ?? '') ? [] : [[`x:${field.id}`, value] as const];
  });
  return Object.fromEntries(changed);
}

function newPhone(state: Reader, { id, no }: Customer, key: string): CustomersEvent[] {
  if (phonesOf(state, no).includes(key)) return [];
  return [{ type: 'customers.phone-added', v: 1, customer: id, key }];
}

/** Another number. Throws `command/phone-wrong` or `command/customer-unknown`. */
export function addPhone(state: Reader, id: string, phone: string): Decision<void> {
  return { events: newPhone(state, knownCustomer(state, id), phoneKey(phone)), result: undefined };
}

/** The number is no more this customer's; when it came with somebody merged, it is no more theirs either. */
export function removePhone(state: Reader, id: string, key: string): Decision<void> {
  return { events: phoneGone(state, knownCustomer(state, id), key), result: undefined };
}

function phoneGone(state: Reader, { no }: Customer, key: string): CustomersEvent[] {
  return state
    .all<{ id: string }>(
      `SELECT id FROM customer_phones JOIN customers ON no = customer WHERE key = ?2
         AND customer IN ${PERSON_ROWS}`,
      no,
      key,
    )
    .map(({ id: customer }): CustomersEvent => ({ type: 'customers.phone-removed', v: 1, customer, key }));
}

export interface WantedItem {
  readonly customer: string;
  /** A new id. */
  readonly item: string;
  readonly kind: ItemKind;
  readonly facts: Readonly<Record<string, string>>;
  /** The item whose place it takes. */
  readonly instead?: string;
}

/**
 * Adds an address, a contact person or a day, or changes one. A contact person's number becomes one of the customer's: whoever calls
 * is known. Throws as `cleanItem` does and `command/customer-unknown`.
 */
export function setItem(state: Reader, wanted: WantedItem): Decision<void> {
  const customer = knownCustomer(state, wanted.customer);
  const { item, kind, instead } = wanted;
  const facts = cleanItem(kind, wanted.facts);
  const events: CustomersEvent[] = [];
  if (instead !== undefined)
    events.push({ type: 'customers.item-removed', v: 1, customer: customer.id, item: instead });
  events.push({ type: 'customers.item-added', v: 1, customer: customer.id, item, kind, facts });
  const { phone = '' } = facts;
  if (kind === 'contact' && phone !== '') events.push(...newPhone(state, customer, phone));
  return { events, result: undefined };
}

export function removeItem(state: Reader, id: string, item: string): Decision<void> {
  const { no } = knownCustomer(state, id);
  const known = itemsOf(state, no).some((one) => one.id === item);
  const event: CustomersEvent = { type: 'customers.item-removed', v: 1, customer: id, item };
  return { events: known ? [event] : [], result: undefined };
}

const REASON_LENGTH_MAX = 60;

/** Gives a customer to another employee, or to nobody. Throws `command/hand-over-reason` or `command/customer-unknown`. */
export function handOver(
  state: Reader,
  wanted: {
    readonly customer: string;
    readonly owner: string;
    readonly reason: string;
    readonly stamp: string;
  },
): Decision<void> {
  const { id, no, owner: before } = knownCustomer(state, wanted.customer);
  const owner = cleanField('owner', wanted.owner);
  const reason = cleanField('preferences', wanted.reason).slice(0, REASON_LENGTH_MAX);
  if (owner === before) return { events: [], result: undefined };
  if (reason === '' && before !== '')
    throw new TerminalError('command/hand-over-reason', 'a hand-over needs a reason');
  const event: CustomersEvent = {
    ...{ type: 'customers.handed-over', v: 1, customer: id, owner, reason },
    stamp: stampAfter(standingStamp(state, no, ['owner']), wanted.stamp),
  };
  return { events: [event], result: undefined };
}

/** Out of lists, search and calls, and restorable for RESTORABLE_MS. Throws `command/customer-unknown`. */
export function remove(state: Reader, id: string, stamp: string): Decision<void> {
  const { no } = knownCustomer(state, id);
  const after = stampAfter(standingStamp(state, no, ['gone']), stamp);
  const event: CustomersEvent = { type: 'customers.removed', v: 1, customer: id, stamp: after };
  return { events: [event], result: undefined };
}

/** Throws `command/restore-late` or `command/customer-unknown`; restoring who is there is no event. */
export function restore(
  state: Reader,
  { customer: id, stamp, now }: { readonly customer: string; readonly stamp: string; readonly now: number },
): Decision<void> {
  const customer = customerById(state, id);
  const standing = customer && standingStamp(state, customer.no, ['gone']);
  if (!customer || standing === FOR_GOOD)
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  if (customer.removed === null) return { events: [], result: undefined };
  if (customer.removed <= now - RESTORABLE_MS)
    throw new TerminalError('command/restore-late', 'it was removed too long ago');
  const after = stampAfter(standing ?? '', stamp);
  const event: CustomersEvent = { type: 'customers.restored', v: 1, customer: id, stamp: after };
  return { events: [event], result: undefined };
}

/** Somebody who is there. Throws `command/customer-unknown`. */
export function knownCustomer(state: Reader, id: string): Customer {
  const customer = customerById(state, id);
  if (!customer || customer.removed !== null)
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  return customer;
}

/** Before points or stored value are spent. Throws `command/customer-disabled`. */
export function checkEnabled({ disabled }: Pick<Customer, 'disabled'>): void {
  if (disabled !== '')
    throw new TerminalError('command/customer-disabled', 'a disabled customer spends nothing');
}
