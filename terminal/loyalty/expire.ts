/**
 * Points that are too old: looked for by the hour at the store's first till, which writes them down for all of it. What other tills hold of
 * them it asks for first, as for anything that it would spend.
 */
import type { Clock, Log } from '../../drivers/host/types.js';
import { askAllowance, entriesOut, hasOtherTills, isHomeTill, spendable } from '../allowance/index.js';
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
/** After asking: what is given goes back after half an hour (allowance/tables.ts). */
const ANSWERED_MS = 10 * 60_000;
/** A till that does not answer is not asked for the same again before. */
const ASK_MS = DAY_MS;
/** Customers looked at in one commit, so that nobody waits for it. */
const AT_ONCE = 200;
const CAUSE = { actor: 'system', origin: 'timer' } as const;

export interface ExpiryLook {
  readonly now: number;
  /** Row number after which to look. */
  readonly after: number;
  readonly ids: Ids;
  /** Whether other tills may be asked for what they hold of this row's points. */
  readonly mayAsk?: (no: number) => boolean;
}

/** `last`: the last one looked at; undefined when there are no more, or points do not expire here. `asked`: rows whose points were asked for. */
export interface Looked {
  readonly last: number | undefined;
  readonly asked: readonly number[];
}

/** Takes the points away that are too old now, of up to so many customers after row `after`. */
export function expirePoints(
  state: Reader,
  { now, after, ids, mayAsk = () => false }: ExpiryLook,
): Decision<Looked> {
  const { expiryDays } = programAt(state, now);
  if (expiryDays === undefined || !isHomeTill(state))
    return { events: [], result: { last: undefined, asked: [] } };
  const before = now - expiryDays * DAY_MS;
  const owners = oldPointsOwners(state, { before, after, limit: AT_ONCE });
  const asked: number[] = [];
  const events = owners.flatMap((no) => {
    const old = expiredPoints(lotsOf(state, no), before);
    const points = Math.min(old, spendable(state, no, 'points'));
    const elsewhere = old - points;
    const asks = elsewhere > 0 && hasOtherTills(state) && mayAsk(no) ? ask(state, no, elsewhere, ids) : [];
    if (asks.length > 0) asked.push(no);
    return [...(points > 0 ? expired(state, no, points, ids.next()) : []), ...asks];
  });
  return { events, result: { last: owners.length < AT_ONCE ? undefined : owners.at(-1), asked } };
}

function ask(state: Reader, no: number, amount: number, ids: Ids): readonly DomainEvent[] {
  const customer = customerByNo(state, no);
  if (customer === undefined) return [];
  return askAllowance(state, { ask: ids.next(), customer: customer.id, account: 'points', amount }).events;
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
  let waits = false;
  const askedAt = new Map<number, number>();
  return createWorker(clock, log, 'expiry of points', async (): Promise<StepResult> => {
    const now = clock.now();
    const mayAsk = (no: number) => Math.abs(now - (askedAt.get(no) ?? -ASK_MS)) >= ASK_MS;
    const { last, asked } = await kernel.transact(CAUSE, (state) =>
      expirePoints(state, { now, after, ids: kernel.ids, mayAsk }),
    );
    for (const no of asked) askedAt.set(no, now);
    waits ||= asked.length > 0;
    after = last ?? 0;
    if (last !== undefined) return 'again';
    const told = await kernel.transact(CAUSE, (state) =>
      warnOfExpiry(state, { now, after: warnedUpTo, ids: kernel.ids, zone }),
    );
    warnedUpTo = told ?? 0;
    if (told !== undefined) return 'again';
    const next = waits ? ANSWERED_MS : LOOK_MS;
    waits = false;
    return next;
  });
}
