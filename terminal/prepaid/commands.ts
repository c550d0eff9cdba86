/** Recharging, and taking a recharge back. Each is one commit with its entries and its receipt. */
import { TerminalError } from '../../protocol/errors.js';
import { entriesOut, spendable } from '../allowance/index.js';
import { type Customer, customerById, customerByNo } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { entriesFor, lotsOf } from '../ledger/index.js';
import { expiredOf, type Member, memberOf, pointsFor, programAt, takenBack } from '../loyalty/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { PrepaidEvents } from './events.js';
import { nextRecharge, nextRechargeRefund, prepaidRulesAt, type Recharge, rechargeBy } from './queries.js';
import { rechargeReceipt, rechargeRefundReceipt } from './receipt.js';
import { bonusFor, pointsBack, type RechargeBack, rechargeBack } from './rules.js';

/** What a commit at the counter is told of time and place. */
export interface Occurrence {
  /** Now, ms since 1970 UTC, and as the receipt shows it. */
  readonly now: number;
  readonly time: string;
  readonly terminal: string;
  /** Id of the receipt. */
  readonly job: string;
}

export interface RechargePlan {
  readonly amount: number;
  readonly bonus: number;
  readonly points: number;
  /** Principal and bonus afterwards. */
  readonly balance: number;
}

export interface WantedRecharge extends Occurrence {
  readonly recharge: string;
  readonly customer: string;
  /** Cash, fen. */
  readonly amount: number;
}

/**
 * What a recharge would bring, before it is confirmed. Throws `command/amount-missing`, `command/customer-unknown` or
 * `command/stored-cap`.
 */
export function planRecharge(state: Reader, customer: string, amount: number, now: number): RechargePlan {
  return plan(state, memberById(state, customer), amount, now);
}

function plan(state: Reader, { balances }: Member, amount: number, now: number): RechargePlan {
  checkAmount(amount);
  const rules = prepaidRulesAt(state, now);
  const bonus = bonusFor(amount, rules);
  const balance = balances.principal + balances.bonus + amount + bonus;
  if (balance > rules.cap) {
    throw new TerminalError('command/stored-cap', 'more than one customer may have stored', {
      context: { cap: (rules.cap / 100).toFixed(2) },
    });
  }
  return { amount, bonus, points: pointsFor(amount, programAt(state, now).recharge), balance };
}

/** Throws what `planRecharge` throws, and `command/counted-already` for an id that is in the books. */
export function recharge(state: Reader, wanted: WantedRecharge): Decision<RechargePlan & { number: string }> {
  const { customer, recharge: id, now } = wanted;
  const member = memberById(state, customer);
  if (rechargeBy(state, id)) throw countedAlready();
  const planned = plan(state, member, wanted.amount, now);
  const { amount, bonus, points } = planned;
  const number = serial(wanted.terminal, 'C', nextRecharge(state));
  const recharged: EventOf<PrepaidEvents> = {
    ...{ type: 'prepaid.recharged', v: 1, recharge: id, number, customer, amount, bonus, points },
  };
  const receipt = rechargeReceipt({ shop: shopOf(state), number, time: wanted.time, member, planned });
  return {
    events: [
      recharged,
      ...entriesFor({
        ...{ customer, reason: 'recharge', cause: id },
        amounts: { principal: amount, bonus, points },
      }),
      queueReceipt(wanted.job, receipt),
    ],
    result: { ...planned, number },
  };
}

export interface WantedRechargeRefund extends Occurrence {
  readonly refund: string;
  /** Id, or number on the receipt. */
  readonly recharge: string;
  /** Principal that goes back, fen. */
  readonly amount: number;
}

/** Most that can be taken back of a recharge: what is left of it, and of the customer's principal. */
export function rechargeRefundable(state: Reader, left: Recharge): number {
  return Math.min(left.amountLeft, spendable(state, left.customer, 'principal'));
}

/**
 * What would go back, before it is confirmed. Throws `command/recharge-unknown`, `command/amount-missing`,
 * `command/refund-too-much`.
 */
export function planRechargeRefund(state: Reader, idOrNumber: string, amount: number): RechargeBack {
  return planBack(state, idOrNumber, amount).back;
}

function planBack(state: Reader, idOrNumber: string, amount: number) {
  const known = rechargeBy(state, idOrNumber);
  const customer = known && customerByNo(state, known.customer);
  if (!known || !customer)
    throw new TerminalError('command/recharge-unknown', 'there is no such recharge here');
  checkAmount(amount);
  const most = rechargeRefundable(state, known);
  if (amount > most) throw refundTooMuch(most);
  const member = memberOf(state, customer);
  const left = { amount: known.amountLeft, bonus: known.bonusLeft, points: known.pointsLeft };
  const here = { principal: most, bonus: spendable(state, known.customer, 'bonus') };
  const back = rechargeBack(amount, left, here);
  const lost = back.points - takenPoints(state, known, back.points);
  return { known, member, back: lost === 0 ? back : { ...back, expired: lost } };
}

/** What expired meanwhile is lost already. */
function takenPoints(state: Reader, known: Recharge, points: number): number {
  const expired = expiredOf(lotsOf(state, known.customer), known.id);
  return takenBack(points, { earned: known.points, before: known.points - known.pointsLeft, expired });
}

/** Throws what `planRechargeRefund` throws, and `command/counted-already`. */
export function refundRecharge(
  state: Reader,
  wanted: WantedRechargeRefund,
): Decision<RechargeBack & { number: string }> {
  const { refund, amount, time } = wanted;
  if (state.value('SELECT 1 FROM recharge_refunds WHERE id = ?', refund) !== undefined)
    throw countedAlready();
  const { known, member, back } = planBack(state, wanted.recharge, amount);
  const customer = known.payer;
  const number = serial(wanted.terminal, 'D', nextRechargeRefund(state));
  const refunded: EventOf<PrepaidEvents> = {
    ...{ type: 'prepaid.recharge-refunded', v: 1, refund, number, recharge: known.id, customer, ...back },
  };
  const receipt = rechargeRefundReceipt({
    shop: shopOf(state),
    number,
    time,
    member,
    of: known.number,
    back,
  });
  return {
    events: [
      refunded,
      ...entriesOut(state, {
        ...{ customer: member.customer, first: customer, reason: 'recharge-refund', cause: refund },
        amounts: { principal: back.principal, bonus: back.bonus, points: pointsBack(back) },
      }),
      queueReceipt(wanted.job, receipt),
    ],
    result: { ...back, number },
  };
}

function serial(terminal: string, letter: string, no: number): string {
  return `${terminal}-${letter}${String(no).padStart(5, '0')}`;
}

function memberById(state: Reader, id: string): Member {
  const customer: Customer | undefined = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  return memberOf(state, customer);
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new TerminalError('command/amount-missing', 'an amount above zero is needed');
}

function countedAlready(): TerminalError {
  return new TerminalError('command/counted-already', 'this is in the books already');
}

function refundTooMuch(most: number): TerminalError {
  return new TerminalError('command/refund-too-much', 'more than is left to give back', {
    context: { most: (most / 100).toFixed(2) },
  });
}
