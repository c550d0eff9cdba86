/** A sale: the sale, what it takes from stored value and points, what it earns, its receipt and its texts are one commit. */
import { TerminalError } from '../../protocol/errors.js';
import { maskNumber } from '../../protocol/number/index.js';
import { entriesOut } from '../allowance/index.js';
import { maskName } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { entriesFor } from '../ledger/index.js';
import type { LoyaltyEvents, Member } from '../loyalty/index.js';
import { fillTemplate, queueText, templateOf } from '../messaging/index.js';
import { lowBalanceText } from '../prepaid/index.js';
import { useProof } from '../proof/index.js';
import { queueReceipt } from '../receipts/index.js';
import { type Shop, shopOf } from '../shop/index.js';
import type { CounterEvents, PaidParts, SoldItem } from './events.js';
import { saleBy, saleCount } from './queries.js';
import { AMOUNT_MAX, type Quote, quote } from './quote.js';
import { type ReceiptFacts, saleReceipt } from './receipt.js';

export interface WantedSale {
  readonly sale: string;
  readonly customer?: string;
  readonly items: readonly SoldItem[];
  /** Before any discount, fen. */
  readonly amount: number;
  /** Cash, fen. */
  readonly tendered: number;
  /** Paid from stored value, fen, or as far as it goes. */
  readonly stored?: number | 'all';
  /** Points given for money off, or as many as can be used. */
  readonly use?: number | 'all';
  /** The proof that its stored value is the customer's to spend: proof/commands.ts. */
  readonly pass?: string;
  /** What the person confirmed: refused when it would be something else by now. */
  readonly confirmed?: Pick<Quote, 'due' | 'cash' | 'used'>;
  /** Now, ms since 1970 UTC, and as the receipt shows it. */
  readonly now: number;
  readonly time: string;
  readonly terminal: string;
  /** Ids for what comes with it. */
  readonly job: string;
  readonly text: string;
  /** Of the text that says that little is left; without it none is sent. */
  readonly notice?: string;
}

export interface Sold {
  readonly number: string;
  /** fen */
  readonly change: number;
  readonly points: number;
  /** False when nobody is texted: no customer, no mobile number, or the gate says no. */
  readonly texted: boolean;
}

/**
 * Throws what `quote` and `useProof` throw, and `command/tendered-short`, `command/price-changed`, or `command/counted-already` for a sale
 * that is in the books.
 */
export function sell(state: Reader, wanted: WantedSale): Decision<Sold> {
  const { sale, items, tendered } = wanted;
  const quoted = quote(state, wanted);
  checkCash(quoted, tendered);
  checkConfirmed(quoted, wanted.confirmed);
  if (saleBy(state, sale)) throw new TerminalError('command/counted-already', 'this is in the books already');
  const { member, points, due, cash, principal, bonus } = quoted;
  const number = `${wanted.terminal}-${String(saleCount(state) + 1).padStart(6, '0')}`;
  const change = tendered - cash;
  const shop = shopOf(state);
  const texts = member ? textsOf(state, wanted, member, quoted, shop) : [];
  const sold: EventOf<CounterEvents> = {
    type: 'counter.sold',
    v: 1,
    sale,
    number,
    ...(member && { customer: member.customer.id }),
    items,
    amount: due,
    ...(quoted.price !== due && { price: quoted.price }),
    tendered,
    change,
    points,
    ...(cash !== due && { paid: partsOf(quoted) }),
  };
  const facts = { shop, number, time: wanted.time, items, amount: due, tendered, change, quoted };
  const receipt = saleReceipt(member ? { ...facts, member: onReceipt(member, quoted) } : facts);
  const events: DomainEvent[] = [
    sold,
    ...(member ? entriesOfSale(state, member, sale, quoted) : []),
    ...(member ? proofOf(state, wanted, member, principal + bonus) : []),
    queueReceipt(wanted.job, receipt),
    ...texts,
  ];
  return { events, result: { number, change, points, texted: texts.length > 0 } };
}

/** Nothing where nothing is paid from stored value. */
function proofOf(state: Reader, { sale, now, pass }: WantedSale, { customer }: Member, amount: number) {
  if (amount === 0) return [];
  return useProof(state, { customer, amount, now, cause: sale, ...(pass !== undefined && { pass }) });
}

function checkCash({ cash }: Quote, tendered: number): void {
  if (tendered > AMOUNT_MAX) {
    throw new TerminalError('command/amount-too-large', 'this amount is too large for one sale');
  }
  if (!Number.isSafeInteger(tendered) || tendered < cash) {
    throw new TerminalError('command/tendered-short', 'less cash than the amount', {
      context: { missing: cash - tendered },
    });
  }
}

function checkConfirmed(quoted: Quote, confirmed: WantedSale['confirmed']): void {
  if (!confirmed) return;
  const { due, cash, used } = quoted;
  if (confirmed.due !== due || confirmed.cash !== cash || confirmed.used !== used)
    throw new TerminalError('command/price-changed', 'the figures have changed since they were shown');
}

function partsOf({ cash, principal, bonus, used, worth }: Quote): PaidParts {
  return { cash, principal, bonus, used, worth };
}

/** Each account has at most one entry of one cause: points given for money are a redemption of their own. */
function entriesOfSale(state: Reader, { customer }: Member, sale: string, quoted: Quote): DomainEvent[] {
  const { id } = customer;
  const { principal, bonus, used, worth, points } = quoted;
  const redemption = `${sale}:points`;
  const redeemed: EventOf<LoyaltyEvents> = {
    ...{ type: 'loyalty.redeemed', v: 1, redemption, customer: id, points: used, worth, sale },
  };
  return [
    ...(used === 0 ? [] : [redeemed]),
    ...entriesOut(state, { customer, reason: 'redemption', cause: redemption, amounts: { points: used } }),
    ...entriesOut(state, { customer, reason: 'spend', cause: sale, amounts: { principal, bonus } }),
    ...entriesFor({ customer: id, reason: 'sale', cause: sale, amounts: { points } }),
  ];
}

function textsOf(
  state: Reader,
  { text, notice, now }: WantedSale,
  { customer, phone, balances }: Member,
  { due, points, used, principal, bonus }: Quote,
  shop: Shop,
): DomainEvent[] {
  if (phone === undefined) return [];
  const before = balances.principal + balances.bonus;
  const after = before - principal - bonus;
  const values = {
    称呼: customer.name,
    金额: (due / 100).toFixed(2),
    本次积分: String(points),
    积分: String(balances.points + points - used),
    余额: (after / 100).toFixed(2),
    店名: shop.name,
  };
  const low = notice === undefined ? undefined : lowBalanceText(state, before, after, now);
  const { text: words, purpose } = templateOf(state, 'points');
  const queue = (id: string, body: string, why: typeof purpose) =>
    queueText(state, {
      ...{ id, key: phone, text: fillTemplate(body, values), purpose: why, cause: 'sale', now },
    });
  const all = [queue(text, words, purpose)];
  if (low !== undefined && notice !== undefined) all.push(queue(notice, low, 'service'));
  return all.flatMap((queued) => ('event' in queued ? [queued.event] : []));
}

function onReceipt(
  { customer, phone, balances }: Member,
  { points, used, principal, bonus }: Quote,
): NonNullable<ReceiptFacts['member']> {
  return {
    name: maskName(customer.name),
    phone: phone === undefined ? '' : maskNumber(phone),
    pointsBefore: balances.points,
    pointsUsed: used,
    pointsEarned: points,
    balance: balances.principal + balances.bonus - principal - bonus,
  };
}
