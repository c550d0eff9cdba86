/** Points that are too old soon: a text says so, once for what is lost then, from the store's first till. */
import { normalizeNumber } from '../../protocol/number/index.js';
import { isHomeTill } from '../allowance/index.js';
import { customerByNo, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Ids } from '../kernel/ids.js';
import type { Decision } from '../kernel/kernel.js';
import { balancesOf, lotsOf, oldPointsOwners } from '../ledger/index.js';
import { civilOf, fillTemplate, queueText, templateOf } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { LoyaltyEvents } from './events.js';
import { lotsLeft, type Movement, sumOf } from './expiry.js';
import type { Program } from './program.js';
import { programAt } from './queries.js';

const DAY_MS = 24 * 3600_000;
/** Customers looked at in one commit, so that nobody waits for it. */
const AT_ONCE = 200;
/** While the office has sent no template `points-expiry`. `{日期}` and `{到期}` are filled in here alone. */
const WORDS = '{称呼}您好，您有{到期}积分将于{日期}过期，现有{积分}积分，欢迎到店使用。';

export interface Warning {
  readonly now: number;
  /** Row number after which to look. */
  readonly after: number;
  readonly ids: Ids;
  /** The shop's time zone. */
  readonly zone: string;
}

/** The result is the last one looked at; undefined when there are no more, or nothing is told of expiry here. */
export function warnOfExpiry(
  state: Reader,
  { now, after, ids, zone }: Warning,
): Decision<number | undefined> {
  const program = programAt(state, now);
  const { expiryDays, warnDays } = program;
  if (expiryDays === undefined || warnDays === undefined || !isHomeTill(state))
    return { events: [], result: undefined };
  const before = now - Math.max(0, expiryDays - warnDays) * DAY_MS;
  const owners = oldPointsOwners(state, { before, after, limit: AT_ONCE });
  const events = owners.flatMap((no) => warned(state, no, { program, now, ids, zone }));
  return { events, result: owners.length < AT_ONCE ? undefined : owners.at(-1) };
}

interface Facts extends Omit<Warning, 'after'> {
  readonly program: Program;
}

/**
 * One text tells of everything that goes before the next one can: so nobody has fewer days of warning than the rule says, and nobody who
 * buys every day gets a text every day.
 */
function warned(state: Reader, no: number, { program, now, ids, zone }: Facts): DomainEvent[] {
  const { expiryDays = 0, warnDays = 0 } = program;
  const told = state.value<number>('SELECT until FROM expiry_warnings WHERE customer = ?', no) ?? 0;
  const until = now + 2 * warnDays * DAY_MS;
  const going = lotsLeft(lotsOf(state, no))
    .map(({ at, amount }) => ({ at: at + expiryDays * DAY_MS, amount }))
    .filter(({ at }) => at > now && at <= until);
  if (!going.some(({ at }) => at > told && at <= now + warnDays * DAY_MS)) return [];
  const points = sumOf(going);
  const customer = customerByNo(state, no);
  const key = phonesOf(state, no).find((one) => normalizeNumber(one).kind === 'mobile');
  if (!customer || key === undefined) return [];
  const kept = templateOf(state, 'points-expiry').text;
  const words = (kept === '' ? WORDS : kept)
    .replaceAll('{到期}', String(points))
    .replaceAll('{日期}', daysOf(going, zone));
  const have = String(balancesOf(state, no).points);
  const values = { 称呼: customer.name, 积分: have, 店名: shopOf(state).name };
  const text = fillTemplate(words, values);
  const queued = queueText(state, { id: ids.next(), key, text, purpose: 'service', cause: 'care', now });
  if (!('event' in queued)) return [];
  const warning: EventOf<LoyaltyEvents> = {
    type: 'loyalty.expiry-warned',
    v: 1,
    customer: customer.id,
    points,
    until,
  };
  return [warning, queued.event];
}

/** The day on which the first of them go, and the last one where it is another: `12月2日至12月9日`. */
function daysOf(going: readonly Movement[], zone: string): string {
  const [first, last] = [going[0], going.at(-1)].map((lot) => {
    const { month, day } = civilOf(lot?.at ?? 0, zone);
    return `${month}月${day}日`;
  });
  return first === last ? `${first}` : `${first}至${last}`;
}
