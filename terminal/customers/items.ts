/** What a customer may have several of, and what is told of each. Pure. */
import { TerminalError } from '../../protocol/errors.js';
import { isCallable, normalizeNumber } from '../../protocol/number/index.js';
import { printable } from '../../protocol/text/columns.js';
import { parseBirthday } from './birthday.js';

/** What is told of an item, by kind; the first fact is never empty. */
export const ITEM_FACTS = {
  /** `label`: what the address is for. */
  address: ['text', 'label'],
  /** A company's. `phone` is a number key, and finds the company. */
  contact: ['name', 'post', 'phone'],
  /** A day that is kept every year, `day` as birthday.ts writes it. */
  anniversary: ['name', 'day'],
} as const;

export type ItemKind = keyof typeof ITEM_FACTS;
export const ITEM_KINDS = Object.keys(ITEM_FACTS) as readonly ItemKind[];

export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  readonly facts: Readonly<Record<string, string>>;
}

const FACT_LENGTH_MAX = 100;

/** The facts of `kind` as they are kept. Throws `command/item-missing`, `command/phone-wrong` or `command/birthday-wrong`. */
export function cleanItem(
  kind: ItemKind,
  told: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const name of ITEM_FACTS[kind]) {
    const text = cleanFact(told[name] ?? '');
    facts[name] = name === 'phone' && text !== '' ? phoneKey(text) : text;
  }
  if (facts[ITEM_FACTS[kind][0]] === '')
    throw new TerminalError('command/item-missing', `an ${kind} has to say something`);
  if (kind === 'anniversary' && parseBirthday(facts.day ?? '') === undefined)
    throw new TerminalError('command/birthday-wrong', 'there is no such day');
  return facts;
}

/** A fact as it is kept: what can be shown of it. */
export function cleanFact(text: string): string {
  return [...printable(text).trim()].slice(0, FACT_LENGTH_MAX).join('');
}

/** The key of a number as typed or as the network gave it. Throws `command/phone-wrong`. */
export function phoneKey(text: string): string {
  const number = normalizeNumber(text);
  if (number.key === null || !isCallable(number)) {
    throw new TerminalError('command/phone-wrong', 'this is not a phone number', {
      context: { length: text.length },
    });
  }
  return number.key;
}
