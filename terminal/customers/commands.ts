import { TerminalError } from '../../protocol/errors.js';
import { mailAddress } from '../../protocol/mail/address.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { parseBirthday } from './birthday.js';
import type { CustomersEvents, ProfileFields } from './events.js';
import { cleanName, NAME_LENGTH_MAX } from './name.js';
import { customerById, customersByPhone } from './queries.js';

export type CustomersEvent = EventOf<CustomersEvents>;

export interface Registration {
  readonly id: string;
  readonly name: string;
  /** As typed or as the network gave it; undefined for a customer without a phone. */
  readonly phone?: string;
  readonly level?: string;
  readonly stamp: string;
}

/** Throws `command/name-missing`, `command/name-too-long`, `command/phone-wrong` or `command/phone-taken`. */
export function register(state: Reader, registration: Registration): Decision<{ customer: string }> {
  const { id, stamp, level = '' } = registration;
  const name = checkName(registration.name);
  const events: CustomersEvent[] = [{ type: 'customers.registered', v: 1, customer: id, name, level, stamp }];
  if (registration.phone !== undefined && registration.phone.trim() !== '') {
    const key = checkPhone(registration.phone);
    const same = customersByPhone(state, key).find((customer) => customer.name === name);
    if (same) throw new TerminalError('command/phone-taken', 'this name and number are registered already');
    events.push({ type: 'customers.phone-added', v: 1, customer: id, key });
  }
  return { events, result: { customer: id } };
}

export interface Change {
  readonly customer: string;
  readonly name?: string;
  readonly phone?: string;
  readonly level?: string;
  readonly gender?: string;
  /** As birthday.ts writes it. */
  readonly birthday?: string;
  readonly tags?: string;
  readonly email?: string;
  readonly stamp: string;
}

/** Throws as `register` does, `command/birthday-wrong`, `command/email-wrong` and `command/customer-unknown`. */
export function change(state: Reader, wanted: Change): Decision<void> {
  const customer = customerById(state, wanted.customer);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const fields: { -readonly [Field in keyof ProfileFields]?: string } = {};
  if (wanted.name !== undefined && wanted.name !== customer.name) fields.name = checkName(wanted.name);
  if (wanted.level !== undefined && wanted.level !== customer.level) fields.level = wanted.level;
  if (wanted.gender !== undefined && wanted.gender !== customer.gender) fields.gender = wanted.gender;
  if (wanted.birthday !== undefined && wanted.birthday !== customer.birthday)
    fields.birthday = checkBirthday(wanted.birthday);
  if (wanted.tags !== undefined && cleanTags(wanted.tags) !== customer.tags)
    fields.tags = cleanTags(wanted.tags);
  if (wanted.email !== undefined && checkEmail(wanted.email) !== customer.email)
    fields.email = checkEmail(wanted.email);
  const events: CustomersEvent[] = [];
  if (Object.keys(fields).length > 0) {
    events.push({ type: 'customers.changed', v: 1, customer: customer.id, fields, stamp: wanted.stamp });
  }
  if (wanted.phone !== undefined && wanted.phone.trim() !== '') {
    const key = checkPhone(wanted.phone);
    const known = customersByPhone(state, key).some(({ id }) => id === customer.id);
    if (!known) events.push({ type: 'customers.phone-added', v: 1, customer: customer.id, key });
  }
  return { events, result: undefined };
}

function checkName(text: string): string {
  if (printable(text).trim() === '')
    throw new TerminalError('command/name-missing', 'a customer needs a name');
  if ([...text].length > NAME_LENGTH_MAX) {
    throw new TerminalError('command/name-too-long', `a name has at most ${NAME_LENGTH_MAX} characters`, {
      context: { max: NAME_LENGTH_MAX },
    });
  }
  return cleanName(text);
}

function checkPhone(text: string): string {
  const number = normalizeNumber(text);
  if (number.key === null || number.kind === 'unknown') {
    throw new TerminalError('command/phone-wrong', 'this is not a phone number', {
      context: { length: text.length },
    });
  }
  return number.key;
}

function checkBirthday(text: string): string {
  if (text !== '' && parseBirthday(text) === undefined)
    throw new TerminalError('command/birthday-wrong', 'there is no such day');
  return text;
}

function checkEmail(text: string): string {
  const address = text.trim() === '' ? '' : mailAddress(text);
  if (address === null) throw new TerminalError('command/email-wrong', 'this is not an e-mail address');
  return address;
}

const TAGS_LENGTH_MAX = 80;

/** Each word once, one space between. */
function cleanTags(text: string): string {
  const words = printable(text)
    .split(/[\s,，、;；]+/)
    .filter((word) => word !== '');
  return [...new Set(words)].join(' ').slice(0, TAGS_LENGTH_MAX);
}
