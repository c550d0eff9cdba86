/**
 * Commits in words: one sentence for each event, filled in from its fields by what they are called. Names are those of now, so
 * that somebody who was erased has none here either.
 */
import { columns, cut, printable } from '../../protocol/text/columns.js';
import { customerById } from '../customers/index.js';
import { isErased } from '../erasure/index.js';
import type { Reader } from '../kernel/database.js';
import type { Commit, DomainEvent } from '../kernel/events.js';
import { employeeName } from '../people/index.js';
import type { Format, Translate } from '../ui/types.js';
import { customerFieldWords, fieldWords } from './field-words.js';

export interface Wording {
  readonly state: Reader;
  readonly t: Translate;
  readonly format: Format;
}

const MONEY = new Set(['amount', 'price', 'principal', 'bonus', 'cash']);
const TIMES = new Set(['at', 'when', 'due', 'until', 'from', 'closes']);
const CUSTOMERS = new Set(['customer', 'other']);
const EMPLOYEES = new Set(['employee', 'owner', 'to', 'by']);
/** Fields that an event may leave out; their place in the sentence is then empty. */
const LEFT_OUT = {
  name: '',
  amount: '',
  customer: '',
  points: '',
  number: '',
  when: '',
  about: '',
  limits: '',
};
const WORDS_MAX = 40;

/** Who did it: an employee by name, or what else writes. */
export function whoDid({ actor }: Pick<Commit, 'actor'>, { state, t }: Wording): string {
  const words = t(`audit.actor.${actor}`);
  return employeeName(state, actor) ?? (words === `audit.actor.${actor}` ? actor : words);
}

export function sentenceOf(event: DomainEvent, wording: Wording): string {
  const vars: Record<string, string> = { ...LEFT_OUT };
  for (const [name, value] of Object.entries(event)) {
    const known = typeof value === 'string' ? fieldWords(event, name, value, wording) : undefined;
    vars[name] = known ?? wordOf(name, value, wording);
  }
  if ('amount' in event && typeof event.amount === 'number') vars.change = changeOf(event, wording);
  return wording.t(`did.${event.type}`, vars).trim();
}

/** Money has a sign here, points are no money. */
function changeOf(
  { amount, account }: DomainEvent & { amount?: unknown; account?: unknown },
  { format }: Wording,
): string {
  const words = account === 'points' ? format.count(Number(amount)) : format.money(Number(amount));
  return Number(amount) > 0 ? `+${words}` : words;
}

function wordOf(name: string, value: unknown, wording: Wording): string {
  const { state, t, format } = wording;
  if (typeof value === 'number') {
    if (MONEY.has(name)) return format.money(value);
    return TIMES.has(name) ? format.dateTime(value) : String(value);
  }
  if (Array.isArray(value)) return name === 'rights' ? rightsIn(value, t) : String(value.length);
  if (name === 'limits' && value !== null) return limitsIn(Object(value), wording);
  if (typeof value === 'object' && value !== null)
    return Object.keys(value)
      .map((field) => customerFieldWords(field, wording))
      .join(' ');
  const text = String(value);
  if (CUSTOMERS.has(name)) return customerWords(text, wording);
  if (EMPLOYEES.has(name)) return employeeName(state, text) ?? text;
  if (name === 'key' && /^\+?\d+$/.test(text)) return format.phone(text);
  const plain = printable(text);
  return columns(plain) > WORDS_MAX ? cut(plain, WORDS_MAX) : plain;
}

/** Of somebody erased there is no name, and nothing that could stand for one. */
function customerWords(id: string, { state, t }: Wording): string {
  const name = isErased(state, id) ? undefined : customerById(state, id)?.name;
  return name ?? t('audit.nobody');
}

function limitsIn(limits: Readonly<Record<string, number>>, { t, format }: Wording): string {
  const words = (right: string, fen: number): string =>
    `${t(`right.${right}`)} (${t('people.role.day', { amount: format.money(fen) })})`;
  return Object.entries(limits)
    .map(([right, fen]) => words(right, fen))
    .join(' ');
}

function rightsIn(rights: readonly unknown[], t: Translate): string {
  return rights.map((right) => t(`right.${String(right)}`)).join(' ');
}
