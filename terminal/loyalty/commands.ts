/** Points that move without a sale. Each is one commit with its entry. */
import { TerminalError } from '../../protocol/errors.js';
import { entriesOut, spendable } from '../allowance/index.js';
import { checkEnabled, customerById } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { entriesFor, hasCause } from '../ledger/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { LoyaltyEvents } from './events.js';
import { type Member, memberOf } from './member.js';
import { giftById } from './queries.js';
import { redemptionReceipt } from './receipt.js';

/** More points at once are a slip of the finger. */
export const POINTS_MAX = 999_999;

export interface WantedRedemption {
  readonly redemption: string;
  readonly customer: string;
  readonly gift: string;
  readonly time: string;
  readonly terminal: string;
  readonly job: string;
}

export interface RedemptionPlan {
  readonly name: string;
  readonly points: number;
  /** The customer's points afterwards. */
  readonly left: number;
}

/** What it takes, before it is confirmed. Throws `command/customer-unknown`, `command/customer-disabled`, `command/gift-unknown`, `command/points-short`. */
export function planRedemption(state: Reader, customer: string, gift: string): RedemptionPlan {
  return plan(state, customer, gift).planned;
}

function plan(state: Reader, customer: string, id: string) {
  const member = memberById(state, customer);
  checkEnabled(member.customer);
  const gift = giftById(state, id);
  if (!gift) throw new TerminalError('command/gift-unknown', 'there is no such gift');
  const have = spendable(state, member.customer.no, 'points');
  if (have < gift.points)
    throw new TerminalError('command/points-short', 'not as many points can be used', {
      context: { most: have },
    });
  const planned: RedemptionPlan = {
    name: gift.name,
    points: gift.points,
    left: member.balances.points - gift.points,
  };
  return { member, planned };
}

/** Throws what `planRedemption` throws, and `command/counted-already`. */
export function redeem(state: Reader, wanted: WantedRedemption): Decision<RedemptionPlan> {
  const { redemption, customer, gift, time, terminal, job } = wanted;
  checkNew(state, customer, redemption);
  const { member, planned } = plan(state, customer, gift);
  const { name, points } = planned;
  const redeemed: EventOf<LoyaltyEvents> = {
    ...{ type: 'loyalty.redeemed', v: 1, redemption, customer, points, gift, name },
  };
  return {
    events: [
      redeemed,
      ...entriesOut(state, {
        ...{ customer: member.customer, reason: 'redemption', cause: redemption },
        amounts: { points },
      }),
      queueReceipt(job, redemptionReceipt({ shop: shopOf(state), terminal, time, member, planned })),
    ],
    result: planned,
  };
}

export interface WantedAdjustment {
  readonly adjustment: string;
  readonly customer: string;
  /** Negative takes away. */
  readonly points: number;
  readonly why: string;
}

/** Throws `command/amount-missing`, `command/amount-too-large`, `command/reason-missing`, `command/customer-unknown`. */
export function adjust(state: Reader, wanted: WantedAdjustment): Decision<{ readonly points: number }> {
  const { adjustment, customer, points } = wanted;
  const why = wanted.why.trim();
  if (!Number.isSafeInteger(points) || points === 0)
    throw new TerminalError('command/amount-missing', 'an adjustment needs points');
  if (Math.abs(points) > POINTS_MAX)
    throw new TerminalError('command/amount-too-large', 'these are too many points at once');
  if (why === '') throw new TerminalError('command/reason-missing', 'an adjustment needs a reason');
  const { balances } = memberById(state, customer);
  checkNew(state, customer, adjustment);
  const adjusted: EventOf<LoyaltyEvents> = {
    ...{ type: 'loyalty.adjusted', v: 1, adjustment, customer, points, why },
  };
  return {
    events: [
      adjusted,
      ...entriesFor({ customer, reason: 'adjustment', cause: adjustment, amounts: { points } }),
    ],
    result: { points: balances.points + points },
  };
}

export interface WantedGift {
  readonly gift: string;
  readonly name: string;
  readonly points: number;
}

/** Adds a gift or changes one. Throws `command/name-missing`, `command/amount-missing`. */
export function setGift(_state: Reader, { gift, name, points }: WantedGift): Decision<void> {
  if (name.trim() === '') throw new TerminalError('command/name-missing', 'a gift needs a name');
  if (!Number.isSafeInteger(points) || points <= 0 || points > POINTS_MAX)
    throw new TerminalError('command/amount-missing', 'a gift needs a number of points');
  const set: EventOf<LoyaltyEvents> = { type: 'loyalty.gift-set', v: 1, gift, name: name.trim(), points };
  return { events: [set], result: undefined };
}

/** Throws `command/gift-unknown`. */
export function removeGift(state: Reader, gift: string): Decision<void> {
  if (!giftById(state, gift)) throw new TerminalError('command/gift-unknown', 'there is no such gift');
  const removed: EventOf<LoyaltyEvents> = { type: 'loyalty.gift-removed', v: 1, gift };
  return { events: [removed], result: undefined };
}

function memberById(state: Reader, id: string): Member {
  const customer = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  return memberOf(state, customer);
}

function checkNew(state: Reader, customerId: string, cause: string): void {
  const customer = customerById(state, customerId);
  if (customer && hasCause(state, customer.no, 'points', cause))
    throw new TerminalError('command/counted-already', 'this is in the books already');
}
