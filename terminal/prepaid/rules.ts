/** What a recharge brings, how stored value is used up, and what a refund gives back. Pure; all money in fen. */
import { portionUp } from '../ledger/index.js';

export interface BonusStep {
  /** From this much on … */
  readonly amount: number;
  /** … this much is given, once. */
  readonly bonus: number;
}

export interface PrepaidRules {
  /** Of the steps reached the highest counts. */
  readonly bonuses: readonly BonusStep[];
  /** Which is used first. */
  readonly order: 'principal-first' | 'bonus-first';
  /** Most that one customer may have stored, principal and bonus. */
  readonly cap: number;
  /** At less than this after a payment the customer is texted; 0 for never. */
  readonly low: number;
}

/**
 * What holds while nobody has set anything: no bonus; a registered card holds at most 5,000 yuan (单用途商业预付卡管理办法,
 * art. 18); the customer's own money goes first, so that what is left at the end is the gift.
 */
export const DEFAULT_RULES: PrepaidRules = { bonuses: [], order: 'principal-first', cap: 500_000, low: 0 };

export function bonusFor(amount: number, { bonuses }: PrepaidRules): number {
  let best: BonusStep | undefined;
  for (const step of bonuses) {
    if (amount >= step.amount && step.amount >= (best?.amount ?? 0)) best = step;
  }
  return best?.bonus ?? 0;
}

export interface Parts {
  readonly principal: number;
  readonly bonus: number;
}

/** How `amount` is taken from what there is; an account below zero gives nothing. The caller checks that it suffices. */
export function useUp(amount: number, have: Parts, order: PrepaidRules['order']): Parts {
  const first = Math.min(amount, Math.max(0, order === 'principal-first' ? have.principal : have.bonus));
  const rest = amount - first;
  return order === 'principal-first' ? { principal: first, bonus: rest } : { principal: rest, bonus: first };
}

/** What is left of a recharge that was partly refunded before. */
export interface RechargeLeft {
  readonly amount: number;
  readonly bonus: number;
  readonly points: number;
}

export interface RechargeBack {
  readonly principal: number;
  readonly bonus: number;
  readonly kept: number;
  readonly cash: number;
  readonly points: number;
  /** Of the points, how many are lost already. None without. */
  readonly expired?: number;
}

/** Points that are taken from the customer with it. */
export const pointsBack = ({ points, expired = 0 }: RechargeBack): number => points - expired;

/**
 * The refund calculator: `amount` of principal goes back, and with it the same share of the bonus and the points, rounded up
 * to whole fen and points. Bonus that is spent is kept back from the cash: it was never money of the customer.
 */
export function rechargeBack(amount: number, left: RechargeLeft, have: Parts): RechargeBack {
  const share = (whole: number) => portionUp(whole, amount, left.amount);
  const due = share(left.bonus);
  const bonus = Math.min(due, Math.max(0, have.bonus));
  const kept = Math.min(due - bonus, amount);
  return { principal: amount, bonus, kept, cash: amount - kept, points: share(left.points) };
}
