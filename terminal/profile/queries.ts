/** A customer at a glance: what the person at the counter needs in the first second of a call or a tap. */
import { type Card, cardsOf } from '../cards/index.js';
import { type Purchase, purchasesOf } from '../counter/index.js';
import { type Customer, customerByNo, customersByPhone, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { type Balances, balancesOf } from '../ledger/index.js';
import { hasRefused } from '../messaging/index.js';

export interface Profile {
  readonly customer: Customer;
  /** Number keys. */
  readonly phones: readonly string[];
  readonly balances: Balances;
  /** Newest first; the first is the last visit. */
  readonly purchases: readonly Purchase[];
  readonly cards: readonly Card[];
  /** Wants no marketing texts on the first number. */
  readonly refused: boolean;
}

const PURCHASES = 5;

export function profileOf(state: Reader, no: number): Profile | undefined {
  const customer = customerByNo(state, no);
  if (!customer) return undefined;
  const phones = phonesOf(state, no);
  return {
    customer,
    phones,
    balances: balancesOf(state, no),
    purchases: purchasesOf(state, no, PURCHASES),
    cards: cardsOf(state, no),
    refused: phones[0] !== undefined && hasRefused(state, phones[0]),
  };
}

/** Everyone that a number may be; empty for an unknown one. */
export function profilesByPhone(state: Reader, key: string): Profile[] {
  if (key === '') return [];
  return customersByPhone(state, key).flatMap(({ no }) => profileOf(state, no) ?? []);
}
