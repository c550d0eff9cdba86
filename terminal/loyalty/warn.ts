/** Points that are too old soon: a text says so, once for what is lost then, from the store's first till. */
import { normalizeNumber } from '../../protocol/number/index.js';
import { isHomeTill, spendable } from '../allowance/index.js';
import { customerByNo, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Ids } from '../kernel/ids.js';
import type { Decision } from '../kernel/kernel.js';
import { lotsOf, oldPointsOwners } from '../ledger/index.js';
import { civilOf, fillTemplate, queueText, templateOf } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { LoyaltyEvents } from './events.js';
import { expiredPoints } from './expiry.js';
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
  const events = owners.flatMap((no) => warned(state, no, { program, before, now, ids, zone }));
  return { events, result: owners.length < AT_ONCE ? undefined : owners.at(-1) };
}

interface Facts extends Omit<Warning, 'after'> {
  readonly program: Program;
  readonly before: number;
}

function warned(state: Reader, no: number, { program, before, now, ids, zone }: Facts): DomainEvent[] {
  const until = now + (program.warnDays ?? 0) * DAY_MS;
  const known = state.value<number>('SELECT until FROM expiry_warnings WHERE customer = ?', no);
  // What was told of is still to come: one text for it is enough.
  if (known !== undefined && known > now) return [];
  const points = Math.min(expiredPoints(lotsOf(state, no), before), spendable(state, no, 'points'));
  const customer = customerByNo(state, no);
  const key = phonesOf(state, no).find((one) => normalizeNumber(one).kind === 'mobile');
  if (points <= 0 || !customer || key === undefined) return [];
  const { month, day } = civilOf(until, zone);
  const kept = templateOf(state, 'points-expiry').text;
  const words = (kept === '' ? WORDS : kept)
    .replaceAll('{到期}', String(points))
    .replaceAll('{日期}', `${month}月${day}日`);
  const values = {
    称呼: customer.name,
    积分: String(spendable(state, no, 'points')),
    店名: shopOf(state).name,
  };
  const text = fillTemplate(words, values);
  const queued = queueText(state, { id: ids.next(), key, text, purpose: 'service', cause: 'care', now });
  if (!('event' in queued)) return [];
  const told: EventOf<LoyaltyEvents> = {
    type: 'loyalty.expiry-warned',
    v: 1,
    customer: customer.id,
    points,
    until,
  };
  return [told, queued.event];
}
