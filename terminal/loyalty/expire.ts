/** Points that are too old: looked for by the hour at the store's first till, which writes them down for all of it. */
import type { Clock, Log } from '../../drivers/host/types.js';
import { entriesOut, isHomeTill, spendable } from '../allowance/index.js';
import { customerByNo } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Ids } from '../kernel/ids.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult, type Worker } from '../kernel/worker.js';
import { lotsOf, oldPointsOwners } from '../ledger/index.js';
import type { LoyaltyEvents } from './events.js';
import { expiredPoints } from './expiry.js';
import { programAt } from './queries.js';
import { warnOfExpiry } from './warn.js';

const DAY_MS = 24 * 3600_000;
const LOOK_MS = 3600_000;
/** Customers looked at in one commit, so that nobody waits for it. */
const AT_ONCE = 200;
const CAUSE = { actor: 'system', origin: 'timer' } as const;

/**
 * Takes the points away that are too old now, of up to so many customers after row `after`. The result is the last one looked
 * at; undefined when there are no more, or points do not expire here.
 */
export function expirePoints(
  state: Reader,
  { now, after, ids }: { readonly now: number; readonly after: number; readonly ids: Ids },
): Decision<number | undefined> {
  const { expiryDays } = programAt(state, now);
  if (expiryDays === undefined || !isHomeTill(state)) return { events: [], result: undefined };
  const before = now - expiryDays * DAY_MS;
  const owners = oldPointsOwners(state, { before, after, limit: AT_ONCE });
  const events = owners.flatMap((no) => {
    const points = Math.min(expiredPoints(lotsOf(state, no), before), spendable(state, no, 'points'));
    return points > 0 ? expired(state, no, points, ids.next()) : [];
  });
  return { events, result: owners.length < AT_ONCE ? undefined : owners.at(-1) };
}

function expired(state: Reader, no: number, points: number, expiry: string): DomainEvent[] {
  const customer = customerByNo(state, no);
  if (customer === undefined) return [];
  const event: EventOf<LoyaltyEvents> = {
    type: 'loyalty.expired',
    v: 1,
    expiry,
    customer: customer.id,
    points,
  };
  return [event, ...entriesOut(state, { customer, reason: 'expiry', cause: expiry, amounts: { points } })];
}

export function createExpiry(
  kernel: Kernel,
  clock: Clock,
  log: Log,
  zone: string,
): Pick<Worker, 'start' | 'stop'> {
  let after = 0;
  let warnedUpTo = 0;
  return createWorker(clock, log, 'expiry of points', async (): Promise<StepResult> => {
    const now = clock.now();
    const last = await kernel.transact(CAUSE, (state) =>
      expirePoints(state, { now, after, ids: kernel.ids }),
    );
    after = last ?? 0;
    if (last !== undefined) return 'again';
    const told = await kernel.transact(CAUSE, (state) =>
      warnOfExpiry(state, { now, after: warnedUpTo, ids: kernel.ids, zone }),
    );
    warnedUpTo = told ?? 0;
    return told === undefined ? LOOK_MS : 'again';
  });
}
