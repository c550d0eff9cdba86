/**
 * What the staff should know before they say a word. It is reckoned while a call rings: every question is about one customer and is
 * answered by an index.
 */
import { birthdaysIn, type Day, numberOf } from '../almanac/index.js';
import { openCasesOf } from '../cases/index.js';
import { spentSince } from '../counter/index.js';
import { type Customer, parseBirthday } from '../customers/index.js';
import { openFollowupsOf } from '../followups/index.js';
import { customerValue, limits, ratingOf, usualOf } from '../insight/index.js';
import type { Reader } from '../kernel/database.js';
import { type Balances, pointsOlderThan } from '../ledger/index.js';
import { programAt } from '../loyalty/index.js';
import { civilOf } from '../messaging/index.js';
import { rechargeHappenings } from '../prepaid/index.js';
import { adviceRules } from './queries.js';
import type { AdviceKind, AdviceRule } from './rules.js';

/** Figures and names that the words are made with. */
export interface AdviceFacts {
  readonly days?: number;
  readonly usual?: number;
  readonly count?: number;
  /** fen */
  readonly amount?: number;
  /** ms since 1970 UTC */
  readonly at?: number;
  readonly name?: string;
}

export interface Advice {
  readonly kind: AdviceKind;
  readonly facts: AdviceFacts;
  /** The merchant's own words; empty for the program's. */
  readonly words: string;
}

/** The customer that is asked about, with what is known of them already. */
export interface Asked {
  readonly customer: Customer;
  /** Number keys. */
  readonly phones: readonly string[];
  readonly balances: Balances;
  /** ms since 1970 UTC */
  readonly now: number;
  /** The shop's time zone. */
  readonly zone: string;
}

const DAY_MS = 24 * 3600_000;

/** The most urgent first; empty when there is nothing to say. */
export function adviseOn(state: Reader, asked: Asked): Advice[] {
  return adviceRules(state).flatMap((rule) => {
    const facts = rule.on ? FINDERS[rule.kind](state, asked, rule) : undefined;
    return facts ? [{ kind: rule.kind, facts, words: rule.words }] : [];
  });
}

/** Undefined: the rule has nothing to say. */
type Finder = (state: Reader, asked: Asked, rule: AdviceRule) => AdviceFacts | undefined;

const FINDERS: Readonly<Record<AdviceKind, Finder>> = {
  complaint(state, { phones }) {
    const open = phones.flatMap((key) => openCasesOf(state, key)).filter(({ kind }) => kind === 'complaint');
    return open[0] && { at: open[0].at, count: open.length };
  },
  followup(state, { customer, now }, { threshold }) {
    const [next] = openFollowupsOf(state, customer.no, 1);
    if (!next || next.due === null || next.due > now + threshold * DAY_MS) return undefined;
    return { at: next.due, name: next.words };
  },
  slipping(state, { customer, now }) {
    const value = customerValue(state, customer.no);
    if (!value || ratingOf(value, limits(state), now).segment !== 'slipping') return undefined;
    return { count: value.visits, amount: value.spent };
  },
  lapsed,
  birthday(_state, { customer, now, zone }, { threshold }) {
    const days = daysToBirthday(customer.birthday, civilOf(now, zone));
    return days === undefined || days > threshold ? undefined : { days };
  },
  level,
  expiring(state, { customer, now }, { threshold }) {
    const { expiryDays } = programAt(state, now);
    if (expiryDays === undefined) return undefined;
    const count = pointsOlderThan(state, customer.no, now - (expiryDays - threshold) * DAY_MS);
    return count > 0 ? { count, days: threshold } : undefined;
  },
  balance(state, { customer, phones, balances }, { threshold }) {
    const amount = balances.principal + balances.bonus;
    if (amount >= threshold) return undefined;
    const recharged = rechargeHappenings.count(state, { rows: [customer.no], keys: phones }) > 0;
    return recharged ? { amount } : undefined;
  },
  usual(state, { customer }, { threshold }) {
    const [first] = usualOf(state, customer.no, 1);
    if (!first || first.times < threshold) return undefined;
    return { name: first.product, count: first.times };
  },
};

function lapsed(state: Reader, { customer, now }: Asked, { threshold }: AdviceRule): AdviceFacts | undefined {
  const value = customerValue(state, customer.no);
  if (!value || value.rhythm === null) return undefined;
  const away = now - value.last;
  // A rhythm of hours makes nobody missed overnight.
  if (away < Math.max(7 * DAY_MS, (value.rhythm * threshold) / 100)) return undefined;
  return { days: Math.floor(away / DAY_MS), usual: Math.max(1, Math.round(value.rhythm / DAY_MS)) };
}

/** Today is 0. Undefined when nobody knows it. */
function daysToBirthday(text: string, today: Day): number | undefined {
  const born = parseBirthday(text);
  if (!born) return undefined;
  const from = numberOf(today);
  const days = [today.year, today.year + 1]
    .flatMap((year) => birthdaysIn(born, year))
    .map(({ day }) => numberOf(day) - from)
    .filter((left) => left >= 0);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** The next level that spending reaches, when little is missing. */
function level(state: Reader, { customer, now }: Asked, { threshold }: AdviceRule): AdviceFacts | undefined {
  const { levels, levelDays } = programAt(state, now);
  const given = levels.findIndex(({ name }) => name === customer.level);
  const above = levels.slice(given + 1).filter((one) => one.spent !== undefined);
  if (above.length === 0) return undefined;
  const spent = spentSince(state, customer.no, now - levelDays * DAY_MS);
  const next = above.find((one) => (one.spent ?? 0) > spent);
  const amount = (next?.spent ?? 0) - spent;
  return next && amount <= threshold ? { amount, name: next.name } : undefined;
}
