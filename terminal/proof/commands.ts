/**
 * Proving, and using what was proved.
 *
 * INVARIANTS
 * - A pass is good for one payment of one customer, for at most its amount, for five minutes.
 * - A wrong PIN and a wrong code are journaled before the person hears of it: neither a second key nor a restart gives more tries.
 * - A payment asks for the rules inside its own decision: no screen can forget it.
 */

import { TerminalError } from '../../protocol/errors.js';
import { cardHolder, lastCounter } from '../cards/index.js';
import { type Customer, customerById, customerByNo } from '../customers/index.js';
import { mainOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import { sendText } from '../messaging/index.js';
import { hashPin, isPin, mayBePin, PIN_FORM } from '../secrets/index.js';
import { shopOf } from '../shop/index.js';
import type { ProofEvents } from './events.js';
import {
  codeBy,
  codesBetween,
  mobileOf,
  passBy,
  pinOf,
  pinRow,
  pinRows,
  pinStamp,
  proofsNeeded,
  TRIES_MAX,
  triesLeft,
} from './queries.js';
import type { ProofHow } from './rules.js';

type ProofEvent = EventOf<ProofEvents>;

/** How long a pass and a code are good. */
export const GOOD_MS = 5 * 60_000;
/** A clock that is set may go back so far. */
const BACK_MS = 60_000;
const CODES_MAX = 3;
const CODES_WITHIN_MS = 10 * 60_000;
const CODE_FORM = /^\d{6}$/;

/** What every proof is for. */
export interface WantedPass {
  /** A new id. */
  readonly pass: string;
  /** Customer id. */
  readonly customer: string;
  /** From stored value, fen. */
  readonly amount: number;
  /** ms since 1970 UTC */
  readonly now: number;
}

/** Right, or how often it may still be tried. */
export type Answer = { readonly right: true } | { readonly right: false; readonly left: number };

/**
 * A member card was laid down for this payment; `proven`: the counter with which it proved itself just now. Throws `command/card-unknown`
 * for a card that is not this customer's, and `command/proof-weak` when a card is not enough for so much.
 */
export function proveByCard(
  state: Reader,
  wanted: WantedPass & { readonly uid: string; readonly proven?: number },
): Decision<void> {
  const { uid, proven, amount, now } = wanted;
  const customer = knownCustomer(state, wanted.customer);
  const holder = cardHolder(state, uid);
  if (holder === undefined || mainOf(state, holder) !== customer.no)
    throw new TerminalError('command/card-not-theirs', 'this card is not this customer’s');
  const how = proven !== undefined && proven === lastCounter(state, uid) ? 'proven' : 'card';
  const enough = proofsNeeded(state, customer.no, amount, now);
  const good = ([how, 'card'] as const).find((one) => enough.includes(one));
  if (enough.length > 0 && good === undefined)
    throw new TerminalError('command/proof-weak', 'a card alone is not enough for so much');
  return decided([given(wanted, good ?? how)]);
}

export interface TriedPin extends WantedPass {
  readonly pin: string;
  /** A new stamp. */
  readonly stamp: string;
}

/** Throws `command/pin-none` and, after three wrong ones, `command/pin-locked`. */
export function proveByPin(state: Reader, wanted: TriedPin): Decision<Answer> {
  const { customer, pin } = wanted;
  const { no } = knownCustomer(state, customer);
  const row = pinRow(state, no);
  const stamp = stampAfter(pinStamp(state, row), wanted.stamp);
  const kept = pinOf(state, no);
  if (!kept) throw new TerminalError('command/pin-none', 'this customer has no PIN');
  const left = triesLeft(state, no);
  if (left === 0) throw new TerminalError('command/pin-locked', 'too many wrong PINs');
  // Of a PIN that came with a merge the tries stay with it, also when the merge is undone.
  const whose = customerByNo(state, row)?.id ?? customer;
  if (!PIN_FORM.test(pin) || !isPin(pin, kept))
    return {
      ...decided([{ type: 'proof.pin-wrong', v: 1, customer: whose, stamp }]),
      result: { right: false, left: left - 1 },
    };
  const right: ProofEvent = { type: 'proof.pin-right', v: 1, customer: whose, stamp };
  return { ...decided([right, given(wanted, 'pin')]), result: { right: true } };
}

export interface WantedCode extends Omit<WantedPass, 'pass'> {
  /** New ids of the code and of its text, six random digits, and a salt in hex. */
  readonly code: string;
  readonly text: string;
  readonly digits: string;
  readonly salt: string;
}

/** Texts a code for one payment. Throws `command/code-no-mobile`, `command/code-too-often`, and what the gate of texts says. */
export function sendCode(state: Reader, wanted: WantedCode): Decision<{ readonly key: string }> {
  const { code, text, digits, salt, amount, now } = wanted;
  const { id, no } = knownCustomer(state, wanted.customer);
  const key = mobileOf(state, no);
  if (key === undefined)
    throw new TerminalError('command/code-no-mobile', 'there is no number that a code could go to');
  if (codesBetween(state, no, now - CODES_WITHIN_MS, now + BACK_MS) >= CODES_MAX)
    throw new TerminalError('command/code-too-often', 'enough codes were sent');
  const sent: ProofEvent = {
    ...{ type: 'proof.code-sent', v: 1, code, customer: id, salt, hash: hashPin(digits, salt) },
    ...{ amount, until: now + GOOD_MS },
  };
  const words = codeWords(digits, amount, shopOf(state).name);
  const queued = sendText(state, { id: text, key, text: words, purpose: 'otp', cause: 'staff', now });
  return { events: [sent, ...queued.events], result: { key } };
}

function codeWords(digits: string, amount: number, shop: string): string {
  const what = amount > 0 ? `在${shop}用储值支付${(amount / 100).toFixed(2)}元` : `在${shop}设置支付密码`;
  return `验证码${digits}，${what}，5分钟内有效。不是您本人请勿告诉任何人。`;
}

export interface TriedCode extends WantedPass {
  readonly code: string;
  readonly digits: string;
}

/** Throws `command/code-over` for a code that was used, is too old, or was tried too often. */
export function proveByCode(state: Reader, wanted: TriedCode): Decision<Answer> {
  const { code, digits, now, amount } = wanted;
  const { no } = knownCustomer(state, wanted.customer);
  const kept = codeBy(state, code);
  if (kept?.customer !== no || kept.used > 0 || !isTimely(kept.until, now) || kept.wrong >= TRIES_MAX)
    throw new TerminalError('command/code-over', 'this code is good no more');
  if (!CODE_FORM.test(digits) || !isPin(digits, kept)) {
    const left = TRIES_MAX - kept.wrong - 1;
    return { ...decided([{ type: 'proof.code-wrong', v: 1, code }]), result: { right: false, left } };
  }
  const pass: ProofEvent = { ...given(wanted, 'code'), amount: Math.min(amount, kept.amount), code };
  return { ...decided([pass]), result: { right: true } };
}

/**
 * For the commit of a payment: what stands in it of its proof. Throws `command/proof-needed` when there is none that is enough for this
 * customer and amount now, `command/proof-impossible` when none can be had.
 */
export function useProof(
  state: Reader,
  payment: {
    readonly customer: Customer;
    /** From stored value, fen. */
    readonly amount: number;
    readonly now: number;
    /** Id of the payment. */
    readonly cause: string;
    readonly pass?: string;
  },
): DomainEvent[] {
  const { customer, amount, now, cause, pass } = payment;
  const enough = proofsNeeded(state, customer.no, amount, now);
  if (enough === 'impossible')
    throw new TerminalError('command/proof-impossible', 'this customer needs a PIN or a mobile number first');
  const known = pass === undefined ? undefined : passBy(state, pass);
  const good = known !== undefined && isGood(known, customer.no, amount, now) && isEnough(known.how, enough);
  if (enough.length > 0 && !good)
    throw new TerminalError('command/proof-needed', 'this payment needs proof', { context: { enough } });
  const used: ProofEvent[] = good && pass !== undefined ? [{ type: 'proof.used', v: 1, pass, cause }] : [];
  return used;
}

function isGood(
  { customer, amount: most, until, used }: NonNullable<ReturnType<typeof passBy>>,
  no: number,
  amount: number,
  now: number,
): boolean {
  return customer === no && used === 0 && isTimely(until, now) && amount <= most;
}

/** Not over, and given no more than five minutes ago: when the clock was set back by a day, a code is not good for a day. */
function isTimely(until: number, now: number): boolean {
  return until >= now && until <= now + GOOD_MS + BACK_MS;
}

function isEnough(how: ProofHow, enough: readonly ProofHow[]): boolean {
  return enough.length === 0 || enough.includes(how);
}

export interface WantedPin {
  readonly customer: string;
  readonly pin: string;
  /** Hex. */
  readonly salt: string;
  readonly stamp: string;
  readonly now: number;
  /** By the PIN before or a code: needed where there is a PIN. */
  readonly pass?: string;
}

/** Sets a PIN, or changes it. Throws `command/pin-wrong-form` and `command/proof-needed`. */
export function setPin(
  state: Reader,
  { customer, pin, salt, now, pass, ...wanted }: WantedPin,
): Decision<void> {
  const { no } = knownCustomer(state, customer);
  const stamp = stampAfter(pinStamp(state, no), wanted.stamp);
  if (!mayBePin(pin)) throw new TerminalError('command/pin-wrong-form', 'a PIN has 4 to 8 digits');
  const known = pass === undefined ? undefined : passBy(state, pass);
  const mayChange =
    known !== undefined && isGood(known, no, 0, now) && (known.how === 'pin' || known.how === 'code');
  if (pinOf(state, no) && !mayChange)
    throw new TerminalError('command/proof-needed', 'a PIN is changed with the one before or a code');
  const set: ProofEvent = { type: 'proof.pin-set', v: 1, customer, salt, hash: hashPin(pin, salt), stamp };
  const used: ProofEvent[] =
    mayChange && pass !== undefined ? [{ type: 'proof.used', v: 1, pass, cause: stamp }] : [];
  return decided([set, ...used]);
}

/** Takes a person's PIN away, and any that came with a merge: for somebody who has forgotten it and has no number that takes texts. */
export function removePin(state: Reader, customer: string, stamp: string): Decision<void> {
  const { no } = knownCustomer(state, customer);
  const events = pinRows(state, no).flatMap((row): ProofEvent[] => {
    const whose = customerByNo(state, row)?.id;
    const after = stampAfter(pinStamp(state, row), stamp);
    return whose === undefined ? [] : [{ type: 'proof.pin-removed', v: 1, customer: whose, stamp: after }];
  });
  return decided(events);
}

function given(
  { pass, customer, amount, now }: WantedPass,
  how: ProofHow,
): Extract<ProofEvent, { type: 'proof.given' }> {
  return { type: 'proof.given', v: 1, pass, customer, how, amount, until: now + GOOD_MS };
}

function decided(events: readonly ProofEvent[]): Decision<void> {
  return { events, result: undefined };
}

function knownCustomer(state: Reader, id: string): Customer {
  const customer = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  return customer;
}
