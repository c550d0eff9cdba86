/** Refunds: money goes back the way it came, points are taken back even when they are spent. Always new entries. */
import { TerminalError } from '../../protocol/errors.js';
import { refundLimit, useApproval } from '../approvals/index.js';
import { type Customer, customerByNo } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { entriesFor, lotsOf, portion } from '../ledger/index.js';
import { expiredOf, memberOf, takenBack } from '../loyalty/index.js';
import type { Occurrence } from '../prepaid/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { CounterEvents, PaidParts } from './events.js';
import { isRefund, nextRefund, type SaleLeft, saleBy } from './queries.js';
import { refundReceipt } from './refund-receipt.js';
import { shareOut } from './share.js';

export interface RefundPlan {
  readonly sale: SaleLeft;
  readonly customer: Customer | undefined;
  readonly amount: number;
  readonly paid: PaidParts;
  /** Earned points that go with it, and how many of them the customer still had or has spent: these are taken back. */
  readonly points: number;
  readonly taken: number;
  /** The customer's points afterwards; may be below zero. */
  readonly pointsAfter: number;
}

export interface WantedRefund extends Occurrence {
  readonly refund: string;
  /** Id of the sale, or the number on its receipt. */
  readonly sale: string;
  /** fen; all that is left of the sale without. */
  readonly amount?: number;
  /** Id of the owner's approval, when one is needed. */
  readonly approval?: string;
}

/**
 * The sale that is meant. Throws `command/refund-of-refund`, `command/sale-elsewhere` for a receipt of another till,
 * `command/sale-unknown`.
 */
export function saleForRefund(state: Reader, idOrNumber: string, terminal: string): SaleLeft {
  const sale = saleBy(state, idOrNumber);
  if (sale) return sale;
  if (isRefund(state, idOrNumber))
    throw new TerminalError('command/refund-of-refund', 'a refund cannot be refunded');
  const till = /^(.+)-\d{6,}$/.exec(idOrNumber)?.[1];
  if (till !== undefined && till !== terminal)
    throw new TerminalError('command/sale-elsewhere', 'this receipt is of another till', {
      context: { till },
    });
  throw new TerminalError('command/sale-unknown', 'there is no such receipt at this till');
}

/**
 * What would go back, before it is confirmed. Throws what `saleForRefund` throws, and `command/amount-missing`,
 * `command/refund-nothing-left`, `command/refund-too-much`.
 */
export function planRefund(
  state: Reader,
  { sale: wanted, amount: part, terminal }: Pick<WantedRefund, 'sale' | 'amount' | 'terminal'>,
): RefundPlan {
  const sale = saleForRefund(state, wanted, terminal);
  const { left } = sale;
  if (left.amount <= 0)
    throw new TerminalError('command/refund-nothing-left', 'all of it was refunded before');
  const amount = part ?? left.amount;
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new TerminalError('command/amount-missing', 'a refund needs an amount above zero');
  if (amount > left.amount)
    throw new TerminalError('command/refund-too-much', 'more than is left to give back', {
      context: { most: (left.amount / 100).toFixed(2) },
    });
  const [principal = 0, bonus = 0, worth = 0, cash = 0] = shareOut(amount, [
    ...[left.principal, left.bonus, left.worth, left.cash],
  ]);
  // What is kept and what comes back is rounded down: parts of a point are never made by refunds in small steps.
  const keeps = portion(left.points, left.amount - amount, left.amount);
  const used = left.worth === 0 ? 0 : portion(left.used, worth, left.worth);
  const points = left.points - keeps;
  const customer = sale.customer === null ? undefined : customerByNo(state, sale.customer);
  const before = customer ? memberOf(state, customer).balances.points : 0;
  const expired = customer ? expiredOf(lotsOf(state, customer.no), sale.id) : 0;
  const taken = takenBack(points, { earned: sale.earned, before: sale.earned - left.points, expired });
  const paid = { cash, principal, bonus, used, worth };
  return { sale, customer, amount, paid, points, taken, pointsAfter: before - taken + used };
}

/** With this refund more of the sale goes back than staff may give alone. Several small refunds count together. */
export function needsApproval(state: Reader, { sale, amount }: RefundPlan): boolean {
  const limit = refundLimit(state);
  return limit !== undefined && sale.amount - sale.left.amount + amount > limit;
}

/**
 * Throws what `planRefund` throws, `command/counted-already` for an id that is in the books, and `command/approval-missing` for one
 * above the limit that no owner has granted.
 */
export function refund(
  state: Reader,
  wanted: WantedRefund,
): Decision<RefundPlan & { readonly number: string }> {
  const { refund: id, time, terminal, job, now, approval = '' } = wanted;
  if (isRefund(state, id)) throw new TerminalError('command/counted-already', 'this is in the books already');
  const plan = planRefund(state, wanted);
  const { sale, customer, amount, paid, points, taken } = plan;
  const approved = needsApproval(state, plan) ? [useApproval(state, approval, amount, now)] : [];
  const number = `${terminal}-R${String(nextRefund(state)).padStart(5, '0')}`;
  const member = customer && memberOf(state, customer);
  // Of whom it was sold to: when a merge is undone, what they gave back is not the other's.
  const buyer = sale.buyer ?? undefined;
  const refunded: EventOf<CounterEvents> = {
    type: 'counter.refunded',
    v: 1,
    refund: id,
    number,
    sale: sale.id,
    ...(buyer !== undefined && { customer: buyer }),
    ...{ amount, paid, points },
    ...(taken !== points && { expired: points - taken }),
  };
  const entries = buyer
    ? entriesFor({
        ...{ customer: buyer, reason: 'refund', cause: id },
        amounts: { points: paid.used - taken, principal: paid.principal, bonus: paid.bonus },
      })
    : [];
  const receipt = refundReceipt({ shop: shopOf(state), number, time, of: sale.number, plan, member });
  return {
    events: [...approved, refunded, ...entries, queueReceipt(job, receipt)],
    result: { ...plan, number },
  };
}
