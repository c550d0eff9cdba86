/** A customer at a glance: what the person at the counter needs in the first second of a call or a tap. */
import { type Advice, adviseOn } from '../advice/index.js';
import { type Card, cardsOf } from '../cards/index.js';
import { levelOf, type Purchase, purchasesOf } from '../counter/index.js';
import { type Customer, customerByNo, customersByPhone, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { type Balances, balancesOf, depositOf } from '../ledger/index.js';
import { hasRefused } from '../messaging/index.js';

export interface Profile {
  readonly customer: Customer;
  /** Given, or reached by rule when that is higher; empty for none. `pays`: percent of a price. */
  readonly level: { readonly name: string; readonly pays: number };
  /** Number keys. */
  readonly phones: readonly string[];
  readonly balances: Balances;
  /** What the shop holds as deposits, fen. */
  readonly deposit: number;
  /** Newest first; the first is the last visit. */
  readonly purchases: readonly Purchase[];
  readonly cards: readonly Card[];
  /** Wants no marketing texts on the first number. */
  readonly refused: boolean;
  /** What the staff should know, the most urgent first. */
  readonly advice: readonly Advice[];
}

/** When it is asked: without, nothing is advised. */
export interface Moment {
  /** ms since 1970 UTC */
  readonly now: number;
  /** The shop's time zone. */
  readonly zone: string;
}

const PURCHASES = 5;

export function profileOf(state: Reader, no: number, moment?: Moment): Profile | undefined {
  const customer = customerByNo(state, no);
  if (!customer) return undefined;
  const phones = phonesOf(state, no);
  const balances = balancesOf(state, no);
  return {
    customer,
    level: moment ? levelOf(state, customer, moment.now) : { name: customer.level, pays: 100 },
    phones,
    balances,
    deposit: depositOf(state, no),
    advice: moment ? adviseOn(state, { customer, phones, balances, ...moment }) : [],
    purchases: purchasesOf(state, no, PURCHASES),
    cards: cardsOf(state, no),
    refused: phones[0] !== undefined && hasRefused(state, phones[0]),
  };
}

/** Everyone that a number may be; empty for an unknown one. */
export function profilesByPhone(state: Reader, key: string, moment?: Moment): Profile[] {
  if (key === '') return [];
  return customersByPhone(state, key).flatMap(({ no }) => profileOf(state, no, moment) ?? []);
}
