/** What a sale costs and how it would be paid, before anybody confirms it. The sale itself is decided by the same words. */
import { TerminalError } from '../../protocol/errors.js';
import { spendable } from '../allowance/index.js';
import { type Customer, checkEnabled, customerById } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import {
  earnedBy,
  isBirthdayOn,
  type Level,
  levelIn,
  type Member,
  memberOf,
  type Program,
  pointsRule,
  priceAt,
  programAt,
} from '../loyalty/index.js';
import { prepaidRulesAt, useUp } from '../prepaid/index.js';
import type { SoldItem } from './events.js';
import { earnedSince, spentSince } from './queries.js';

/** ￥999,999.99: more is a slip of the finger at this kind of counter. */
export const AMOUNT_MAX = 99_999_999;
const DAY_MS = 24 * 3600_000;

export interface WantedPrice {
  readonly customer?: string;
  /** Before any discount, fen. */
  readonly amount: number;
  /** What is sold, when that is known. */
  readonly items?: readonly SoldItem[];
  /** To be paid from stored value, fen; or all that it holds, as far as it is needed. */
  readonly stored?: number | 'all';
  /** Points to be given for money off; or as many as can be used. */
  readonly use?: number | 'all';
  /** Now, ms since 1970 UTC, and as the receipt shows it. */
  readonly now: number;
  readonly time: string;
}

export interface Quote {
  readonly member: Member | undefined;
  readonly level: Level | undefined;
  /** Before the discount. */
  readonly price: number;
  /** After it: what is paid in all. */
  readonly due: number;
  /** Points given, and what they are worth. */
  readonly used: number;
  readonly worth: number;
  readonly principal: number;
  readonly bonus: number;
  readonly cash: number;
  /** Points earned: on cash and principal, not on bonus and not on points. */
  readonly points: number;
  /** The same before parts of a point were dropped or rounded, in hundredths. */
  readonly hundredths: number;
}

/**
 * Throws `command/amount-missing`, `command/amount-too-large`, `command/customer-unknown`, `command/customer-needed`,
 * `command/customer-disabled`, `command/points-short`, `command/points-steps` or `command/balance-short`.
 */
export function quote(state: Reader, wanted: WantedPrice): Quote {
  const { amount, now, time } = wanted;
  checkAmount(amount);
  const customer = customerOf(state, wanted);
  const member = customer && memberOf(state, customer);
  const program = programAt(state, now);
  const level = customer && levelAt(state, customer, program, now);
  const due = priceAt(level, amount);
  const mayUse = (account: 'points' | 'principal' | 'bonus') =>
    customer ? spendable(state, customer.no, account) : 0;
  const { used, worth } = pointsUsed(wanted.use, due, mayUse, program.money);
  const stored = storedUsed(wanted.stored, due - worth, mayUse);
  const parts = stored === 0 ? NOTHING : useUp(stored, partsHere(mayUse), prepaidRulesAt(state, now).order);
  const cash = due - worth - stored;
  // A lunar birthday takes the almanac: it is asked for only where it counts.
  const isBirthday =
    customer !== undefined && program.birthday !== 100 && isBirthdayOn(customer.birthday, time);
  const sold = wanted.items?.map(({ class: name = '', price, quantity }) => ({
    class: name,
    amount: price * quantity,
  }));
  const occasion = { time, level, isBirthday, ...(sold && { sold }) };
  const earned = member
    ? earnedBy(cash + parts.principal, pointsRule(state), program, occasion)
    : { points: 0, hundredths: 0 };
  return { member, level, price: amount, due, used, worth, ...parts, cash, ...earned };
}

/** The level that a sale would count with at `now`: given or reached, whichever is higher. One that the program does not know pays all. */
export function levelOf(state: Reader, customer: Customer, now: number): Pick<Level, 'name' | 'pays'> {
  return levelAt(state, customer, programAt(state, now), now) ?? { name: customer.level, pays: 100 };
}

/** The level that counts for this sale: what went before it, never itself. */
function levelAt(state: Reader, { no, level }: Customer, program: Program, now: number): Level | undefined {
  if (program.levels.length === 0) return undefined;
  const since = now - program.levelDays * DAY_MS;
  const byPoints = program.levels.some(({ earned }) => earned !== undefined);
  return levelIn(program, level, spentSince(state, no, since), byPoints ? earnedSince(state, no, since) : 0);
}

function customerOf(state: Reader, { customer: id, stored, use }: WantedPrice): Customer | undefined {
  if (id === undefined) {
    if (stored === undefined && use === undefined) return undefined;
    throw new TerminalError('command/customer-needed', 'points and stored value belong to a customer');
  }
  const customer = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  if ((stored ?? use) !== undefined) checkEnabled(customer);
  return customer;
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new TerminalError('command/amount-missing', 'a sale needs an amount above zero');
  }
  if (amount > AMOUNT_MAX) {
    throw new TerminalError('command/amount-too-large', 'this amount is too large for one sale');
  }
}

/** What this till may spend of an account: other tills may hold a part of the balance. */
type MayUse = (account: 'points' | 'principal' | 'bonus') => number;

const NOTHING = { principal: 0, bonus: 0 };

const partsHere = (mayUse: MayUse) => ({ principal: mayUse('principal'), bonus: mayUse('bonus') });

/** Whole steps of points only, and never more than is to be paid. */
function pointsUsed(
  use: WantedPrice['use'],
  due: number,
  mayUse: MayUse,
  money: { readonly points: number; readonly worth: number } | undefined,
): { readonly used: number; readonly worth: number } {
  if (use === undefined || use === 0) return { used: 0, worth: 0 };
  if (!money) throw new TerminalError('command/points-no-money', 'points are not taken for money here');
  const most = Math.min(Math.floor(mayUse('points') / money.points), Math.floor(due / money.worth));
  const steps = use === 'all' ? most : use / money.points;
  if (!Number.isSafeInteger(steps) || steps < 0)
    throw new TerminalError('command/points-steps', 'points are used in whole steps', {
      context: { points: money.points },
    });
  if (steps > most || (use === 'all' && most === 0))
    throw new TerminalError('command/points-short', 'not as many points can be used', {
      context: { most: most * money.points },
    });
  return { used: steps * money.points, worth: steps * money.worth };
}

function storedUsed(stored: WantedPrice['stored'], open: number, mayUse: MayUse): number {
  if (stored === undefined || stored === 0) return 0;
  const { principal, bonus } = partsHere(mayUse);
  const have = principal + bonus;
  const wanted = stored === 'all' ? Math.min(have, open) : stored;
  if (!Number.isSafeInteger(wanted) || wanted < 0 || wanted > open)
    throw new TerminalError('command/amount-missing', 'this cannot be taken from stored value');
  if (wanted > have || (stored === 'all' && have === 0 && open > 0))
    throw new TerminalError('command/balance-short', 'less stored value than this', {
      context: { missing: ((wanted - have) / 100).toFixed(2) },
    });
  return wanted;
}
