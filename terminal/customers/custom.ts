/** Fields that a shop makes for itself: what they are, and what may stand in them. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import { parseBirthday } from './birthday.js';
import type { CustomersEvents } from './events.js';

export type CustomFieldKind = 'text' | 'number' | 'date' | 'choice';
export const CUSTOM_KINDS: readonly CustomFieldKind[] = ['text', 'number', 'date', 'choice'];

export interface CustomField {
  readonly id: string;
  readonly name: string;
  readonly kind: CustomFieldKind;
  /** What may be chosen; empty for the other kinds. */
  readonly choices: readonly string[];
}

/** More do not fit a form that anybody fills in. */
const FIELDS_MAX = 20;
const CHOICES_MAX = 9;
const NAME_LENGTH_MAX = 12;
const VALUE_LENGTH_MAX = 200;

/** In the order in which they were made. */
export function customFields(state: Reader): CustomField[] {
  return state
    .all<{ id: string; name: string; kind: CustomFieldKind; choices: string }>(
      'SELECT id, name, kind, choices FROM customer_fields WHERE removed = 0 ORDER BY id',
    )
    .map((field) => ({ ...field, choices: JSON.parse(field.choices) as string[] }));
}

/** What stands in them for a customer, by the field's id. */
export function customValues(state: Reader, no: number): ReadonlyMap<string, string> {
  const rows = state.all<{ field: string; value: string }>(
    'SELECT field, value FROM customer_custom WHERE customer = ?',
    no,
  );
  return new Map(rows.map(({ field, value }) => [field, value]));
}

/** Makes a field, or gives one another name and choices. Throws `command/field-name`, `command/field-choices` or `command/field-many`. */
export function setCustomField(state: Reader, wanted: CustomField & { stamp: string }): Decision<void> {
  const { id: field, kind } = wanted;
  const name = [...printable(wanted.name).trim()].slice(0, NAME_LENGTH_MAX).join('');
  const others = customFields(state).filter((one) => one.id !== field);
  if (name === '' || others.some((one) => one.name === name))
    throw new TerminalError('command/field-name', 'a field needs a name that no other has');
  if (others.length >= FIELDS_MAX)
    throw new TerminalError('command/field-many', `there are ${FIELDS_MAX} fields already`);
  const choices = kind === 'choice' ? wanted.choices.slice(0, CHOICES_MAX) : [];
  if (kind === 'choice' && choices.length < 2)
    throw new TerminalError('command/field-choices', 'there must be two things to choose from');
  const event: EventOf<CustomersEvents> = {
    ...{ type: 'customers.field-set', v: 1, field, name, kind, choices },
    stamp: stampAfter(fieldStamp(state, field), wanted.stamp),
  };
  return { events: [event], result: undefined };
}

/** It is asked for no more. What stood in it is there again when it is made again under its id. */
export function removeCustomField(state: Reader, field: string, stamp: string): Decision<void> {
  const after = stampAfter(fieldStamp(state, field), stamp);
  const event: EventOf<CustomersEvents> = { type: 'customers.field-removed', v: 1, field, stamp: after };
  return { events: [event], result: undefined };
}

function fieldStamp(state: Reader, field: string): string {
  return state.value<string>('SELECT stamp FROM customer_fields WHERE id = ?', field) ?? '';
}

/** `text` as it stands in `field`; days as birthday.ts writes them. Throws `command/value-wrong`. */
export function cleanCustom(field: CustomField, text: string): string {
  const clean = [...printable(text).trim()].slice(0, VALUE_LENGTH_MAX).join('');
  if (clean === '' || isValue(field, clean)) return clean;
  throw new TerminalError('command/value-wrong', `${field.name} cannot be that`, {
    context: { name: field.name },
  });
}

function isValue({ kind, choices }: CustomField, text: string): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return /^-?\d{1,12}(\.\d{1,4})?$/.test(text);
    case 'date':
      return parseBirthday(text) !== undefined;
    case 'choice':
      return choices.includes(text);
  }
}
