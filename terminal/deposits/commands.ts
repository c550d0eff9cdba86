/**
 * Taking a deposit, giving it back, keeping it, and undoing one of the last two. Each is one commit with its entry and its receipt.
 *
 * INVARIANTS
 * - What is held of a deposit never goes below 0. Only the till that took it gives it back or keeps it, so that this holds
 *   without a line to the others.
 * - Its entries stand with whom it was taken from, whoever they were merged with since: taken apart again, nobody owes.
 */

import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import { type Customer, customerById, customerByNo } from '../customers/index.js';
import { mainOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { depositOf, type EntryReason, entriesFor } from '../ledger/index.js';
import { type Member, memberOf } from '../loyalty/index.js';
import type { Occurrence } from '../prepaid/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { DepositsEvents } from './events.js';
import { type Deposit, depositBy, type Move, moveBy, nextDeposit, nextMove } from './queries.js';
import { keptReceipt, returnedReceipt, reversedReceipt, takenReceipt } from './receipt.js';

/** Fen; more is a slip of the finger. */
export const DEPOSIT_MAX = 9_999_999;
/** Characters of what it is for, and of why it is kept. */
export const WORDS_MAX = 30;

export interface WantedDeposit extends Occurrence {
  /** A new id. */
  readonly deposit: string;
  readonly customer: string;
  /** Cash, fen. */
  readonly amount: number;
  readonly what: string;
}

/**
 * Throws `command/amount-missing`, `command/deposit-much`, `command/deposit-words`, `command/customer-unknown`,
 * `command/deposit-disabled`, and `command/counted-already` for an id that is in the books.
 */
export function takeDeposit(state: Reader, wanted: WantedDeposit): Decision<{ readonly number: string }> {
  const { deposit, amount, time, terminal } = wanted;
  if (depositBy(state, deposit)) throw countedAlready();
  checkAmount(amount);
  const what = wordsOf(wanted.what);
  const member = memberOf(state, lender(state, wanted.customer));
  const number = `${terminal}-Y${String(nextDeposit(state)).padStart(5, '0')}`;
  const customer = member.customer.id;
  const taken: EventOf<DepositsEvents> = {
    ...{ type: 'deposits.taken', v: 1, deposit, number, customer, amount, what },
  };
  const all = depositOf(state, member.customer.no) + amount;
  const receipt = takenReceipt({ shop: shopOf(state), number, time, member, amount, what, all });
  return {
    events: [
      taken,
      ...entriesFor({ customer, reason: 'deposit', cause: deposit, amounts: { deposit: amount } }),
      queueReceipt(wanted.job, receipt),
    ],
    result: { number },
  };
}

export interface WantedReturn extends Occurrence {
  /** A new id. */
  readonly move: string;
  /** Id, or number on the receipt. */
  readonly deposit: string;
  /** Cash, fen; at most what is held. */
  readonly amount: number;
}

/** What is left of the deposit afterwards, fen. */
export interface Left {
  readonly number: string;
  readonly left: number;
}

/**
 * Before it is confirmed. Throws `command/deposit-elsewhere`, `command/deposit-unknown`, `command/amount-missing`,
 * `command/deposit-short`.
 */
export function planMove(state: Reader, idOrNumber: string, amount: number, terminal: string): Deposit {
  const deposit = depositBy(state, idOrNumber);
  if (!deposit) throw unknown(idOrNumber, terminal);
  if (!Number.isSafeInteger(amount) || amount <= 0) throw amountMissing();
  if (amount > deposit.held)
    throw new TerminalError('command/deposit-short', 'more than is held of this deposit', {
      context: { most: (deposit.held / 100).toFixed(2) },
    });
  return deposit;
}

/** Throws what `planMove` throws, and `command/counted-already`. Whoever was removed or disabled gets it back too. */
export function giveBack(state: Reader, wanted: WantedReturn): Decision<Left> {
  const { move, amount } = wanted;
  const facts = factsFor(state, wanted);
  const { deposit, number, customer, left } = facts;
  const returned: EventOf<DepositsEvents> = {
    ...{ type: 'deposits.returned', v: 1, move, number, deposit: deposit.id, customer, amount },
  };
  const receipt = returnedReceipt({ ...facts, amount });
  return moved(returned, 'deposit-return', -amount, { number, left }, queueReceipt(wanted.job, receipt));
}

export interface WantedKeeping extends WantedReturn {
  readonly why: string;
}

/** Throws what `giveBack` throws, and `command/deposit-words` without a reason. */
export function keepDeposit(state: Reader, wanted: WantedKeeping): Decision<Left> {
  const { move, amount } = wanted;
  const facts = factsFor(state, wanted);
  const why = wordsOf(wanted.why);
  const { deposit, number, customer, left } = facts;
  const kept: EventOf<DepositsEvents> = {
    ...{ type: 'deposits.kept', v: 1, move, number, deposit: deposit.id, customer, amount, why },
  };
  const receipt = keptReceipt({ ...facts, amount, why });
  return moved(kept, 'deposit-kept', -amount, { number, left }, queueReceipt(wanted.job, receipt));
}

export interface WantedReversal extends Occurrence {
  /** A new id. */
  readonly move: string;
  /** Id of what gave it back, or kept it. */
  readonly of: string;
}

/** Before it is confirmed. Throws `command/deposit-unknown`, or `command/deposit-reversed` for what is no mistake any more. */
export function planReversal(state: Reader, of: string): Move {
  const wrong = moveBy(state, of);
  if (!wrong) throw new TerminalError('command/deposit-unknown', 'there is no such deposit here');
  if (wrong.kind === 'reversed' || wrong.undone === 1)
    throw new TerminalError('command/deposit-reversed', 'this was undone already, or undoes something');
  return wrong;
}

/** Holds again what was given back or kept. Throws what `planReversal` throws, and `command/counted-already`. */
export function reverseMove(
  state: Reader,
  wanted: WantedReversal,
): Decision<Left & { readonly cash: number }> {
  const { move, of } = wanted;
  if (moveBy(state, move)) throw countedAlready();
  const wrong = planReversal(state, of);
  const [amount, cash] = [-wrong.change, wrong.cash === 0 ? 0 : -wrong.cash];
  const facts = factsOf(state, wrong.deposit, wanted, amount);
  const { deposit, number, customer, left } = facts;
  const reversed: EventOf<DepositsEvents> = {
    ...{ type: 'deposits.reversed', v: 1, move, number, deposit: deposit.id, customer, of, amount, cash },
  };
  const receipt = reversedReceipt({ ...facts, amount, cash, of: wrong.number });
  const result = { number, left, cash };
  return moved(reversed, 'deposit-reversal', amount, result, queueReceipt(wanted.job, receipt));
}

interface Facts {
  readonly shop: ReturnType<typeof shopOf>;
  readonly number: string;
  readonly time: string;
  readonly member: Member;
  readonly deposit: Deposit;
  /** Id of whom it was taken from. */
  readonly customer: string;
  readonly left: number;
}

function factsFor(state: Reader, { move, deposit, amount, ...occurrence }: WantedReturn): Facts {
  if (moveBy(state, move)) throw countedAlready();
  planMove(state, deposit, amount, occurrence.terminal);
  return factsOf(state, deposit, occurrence, -amount);
}

function factsOf(state: Reader, idOrNumber: string, { time, terminal }: Occurrence, change: number): Facts {
  const deposit = depositBy(state, idOrNumber);
  const person = deposit && customerByNo(state, deposit.customer);
  const owner = deposit && customerByNo(state, deposit.owner);
  if (!deposit || !person || !owner) throw unknown(idOrNumber, terminal);
  const number = `${terminal}-H${String(nextMove(state)).padStart(5, '0')}`;
  const member = memberOf(state, person);
  const left = deposit.held + change;
  return { shop: shopOf(state), number, time, member, deposit, customer: owner.id, left };
}

type MoveEvent = Extract<EventOf<DepositsEvents>, { readonly move: string }>;

function moved<R>(
  event: MoveEvent,
  reason: EntryReason,
  change: number,
  result: R,
  receipt: ReturnType<typeof queueReceipt>,
): Decision<R> {
  const { customer, move: cause } = event;
  return {
    events: [event, ...entriesFor({ customer, reason, cause, amounts: { deposit: change } }), receipt],
    result,
  };
}

/** Who gives a deposit: for whoever was merged, the person. */
function lender(state: Reader, id: string): Customer {
  const known = customerById(state, id);
  const person = known && customerByNo(state, mainOf(state, known.no));
  if (!person || person.removed !== null)
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  if (person.disabled !== '')
    throw new TerminalError('command/deposit-disabled', 'nothing is lent to a disabled customer');
  return person;
}

function wordsOf(text: string): string {
  const words = printable(text).trim();
  if (words === '') throw new TerminalError('command/deposit-words', 'it must be said what for, or why');
  return [...words].slice(0, WORDS_MAX).join('');
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw amountMissing();
  if (amount > DEPOSIT_MAX)
    throw new TerminalError('command/deposit-much', 'no deposit is as high', {
      context: { most: (DEPOSIT_MAX / 100).toFixed(2) },
    });
}

function unknown(idOrNumber: string, terminal: string): TerminalError {
  const till = /^(.+)-Y\d{5,}$/.exec(idOrNumber)?.[1];
  if (till === undefined || till === terminal)
    return new TerminalError('command/deposit-unknown', 'there is no such deposit here');
  return new TerminalError('command/deposit-elsewhere', 'another till took this deposit', {
    context: { till },
  });
}

function amountMissing(): TerminalError {
  return new TerminalError('command/amount-missing', 'an amount above zero is needed');
}

function countedAlready(): TerminalError {
  return new TerminalError('command/counted-already', 'this is in the books already');
}
