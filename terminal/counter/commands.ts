/** A cash sale: the sale, its points, its receipt and its text are one commit. */
import { TerminalError } from '../../protocol/errors.js';
import { maskNumber, normalizeNumber } from '../../protocol/number/index.js';
import { type Customer, customerById, maskName, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { type Balances, balancesOf, type LedgerEvents } from '../ledger/index.js';
import { pointsFor, pointsRule } from '../loyalty/index.js';
import { fillTemplate, queueText, templateOf } from '../messaging/index.js';
import { queueReceipt } from '../receipts/index.js';
import { type Shop, shopOf } from '../shop/index.js';
import type { CounterEvents, SoldItem } from './events.js';
import { saleCount } from './queries.js';
import { type ReceiptFacts, saleReceipt } from './receipt.js';

/** ￥999,999.99: more is a slip of the finger at this kind of counter. */
export const AMOUNT_MAX = 99_999_999;

export interface WantedSale {
  readonly sale: string;
  readonly customer?: string;
  readonly items: readonly SoldItem[];
  /** fen */
  readonly amount: number;
  /** fen */
  readonly tendered: number;
  /** Now, ms since 1970 UTC, and as the receipt shows it. */
  readonly now: number;
  readonly time: string;
  readonly terminal: string;
  /** Ids for what comes with it. */
  readonly job: string;
  readonly text: string;
}

export interface Sold {
  readonly number: string;
  /** fen */
  readonly change: number;
  readonly points: number;
  /** False when nobody is texted: no customer, no mobile number, or the gate says no. */
  readonly texted: boolean;
}

/** Throws `command/amount-missing`, `command/amount-too-large`, `command/tendered-short` or `command/customer-unknown`. */
export function sell(state: Reader, wanted: WantedSale): Decision<Sold> {
  const { amount, tendered } = wanted;
  checkMoney(amount, tendered);
  const customer = wanted.customer === undefined ? undefined : customerById(state, wanted.customer);
  if (wanted.customer !== undefined && !customer) {
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  }
  const points = customer ? pointsFor(amount, pointsRule(state)) : 0;
  const number = `${wanted.terminal}-${String(saleCount(state) + 1).padStart(6, '0')}`;
  const change = tendered - amount;
  const shop = shopOf(state);
  const member = customer && memberOf(state, customer, points);
  const text = member && pointsText(state, wanted, member, shop);
  const { sale, items } = wanted;
  const sold: EventOf<CounterEvents> = {
    type: 'counter.sold',
    v: 1,
    sale,
    number,
    ...(customer && { customer: customer.id }),
    items,
    amount,
    tendered,
    change,
    points,
  };
  const facts = { shop, number, time: wanted.time, items, amount, tendered, change };
  const receipt = saleReceipt(member ? { ...facts, member: onReceipt(member) } : facts);
  const events: DomainEvent[] = [
    sold,
    ...(customer && points !== 0 ? [earned(customer, points, sale)] : []),
    queueReceipt(wanted.job, receipt),
    ...(text ? [text] : []),
  ];
  return { events, result: { number, change, points, texted: text !== undefined } };
}

function checkMoney(amount: number, tendered: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new TerminalError('command/amount-missing', 'a sale needs an amount above zero');
  }
  if (amount > AMOUNT_MAX || tendered > AMOUNT_MAX) {
    throw new TerminalError('command/amount-too-large', 'this amount is too large for one sale');
  }
  if (!Number.isSafeInteger(tendered) || tendered < amount) {
    throw new TerminalError('command/tendered-short', 'less cash than the amount', {
      context: { missing: amount - tendered },
    });
  }
}

function earned(customer: Customer, amount: number, sale: string): EventOf<LedgerEvents> {
  return {
    type: 'ledger.entered',
    v: 1,
    customer: customer.id,
    account: 'points',
    amount,
    reason: 'sale',
    cause: sale,
  };
}

/** The customer before this sale, and what it earns. */
interface Member {
  readonly customer: Customer;
  /** Number key. */
  readonly phone: string | undefined;
  readonly balances: Balances;
  readonly points: number;
}

function memberOf(state: Reader, customer: Customer, points: number): Member {
  const { no } = customer;
  return { customer, phone: phoneOf(state, no), balances: balancesOf(state, no), points };
}

/** A mobile number before any other: it takes texts, and it is the one that people know by heart. */
function phoneOf(state: Reader, customerNo: number): string | undefined {
  const keys = phonesOf(state, customerNo);
  return keys.find((key) => normalizeNumber(key).kind === 'mobile') ?? keys[0];
}

function pointsText(
  state: Reader,
  { amount, text, now }: WantedSale,
  { customer, phone, balances, points }: Member,
  shop: Shop,
): DomainEvent | undefined {
  if (phone === undefined) return undefined;
  const template = templateOf(state, 'points');
  const filled = fillTemplate(template.text, {
    称呼: customer.name,
    金额: (amount / 100).toFixed(2),
    本次积分: String(points),
    积分: String(balances.points + points),
    余额: ((balances.principal + balances.bonus) / 100).toFixed(2),
    店名: shop.name,
  });
  const queued = queueText(state, {
    id: text,
    key: phone,
    text: filled,
    purpose: template.purpose,
    cause: 'sale',
    now,
  });
  return 'event' in queued ? queued.event : undefined;
}

function onReceipt({ customer, phone, balances, points }: Member): NonNullable<ReceiptFacts['member']> {
  return {
    name: maskName(customer.name),
    phone: phone === undefined ? '' : maskNumber(phone),
    pointsBefore: balances.points,
    pointsEarned: points,
    balance: balances.principal + balances.bonus,
  };
}
