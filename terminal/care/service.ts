/**
 * Looks each morning for whom the shop should remember, and texts those who were approved. In a store of several tills the home till
 * looks, for the others know the same customers.
 *
 * INVARIANTS
 * - An occasion is proposed once and texted once: its text and the mark are one commit. Only who takes a text back before it leaves is
 *   asked again.
 * - What is late is worth nothing: an occasion whose day is over is declined, and its text in the outbox expires.
 */

import type { Clock, Log } from '../../drivers/host/types.js';
import { isHomeTill } from '../allowance/index.js';
import { dayOf, numberOf } from '../almanac/index.js';
import { type Member, matches, sliceOf } from '../audience/index.js';
import { choose, fillForCustomer, inOutbox, standing } from '../campaigns/index.js';
import { customerById, customerByNo, itemsOf } from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { breathing, createWorker, type StepResult, type Worker, wokenBy } from '../kernel/worker.js';
import { civilOf, mayGoAt, momentOf, policyOf, queueText } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { CareEvents, Wish } from './events.js';
import { approvedWishes, careRules, knownAmong, lookedAt, staleWishes, wasWished } from './queries.js';
import { BATCH, type CareRule, occasionToday } from './rules.js';

type Event = EventOf<CareEvents>;

const CAUSE = { actor: 'system', origin: 'timer' } as const;
/** Minute of the day from which on the day is looked at. */
const MORNING = 8 * 60;
const LOOK_MS = 10 * 60_000;
/** Care's texts in the outbox at once. */
const AHEAD = 10;
const STALE_AT_ONCE = 200;

export function createCareService(kernel: Kernel, clock: Clock, log: Log, zone: string): Worker {
  const worker = createWorker(clock, log, 'care', step);
  const { state } = kernel;
  /** Slices without an occasion are not written down: after a power cut they are looked at again. */
  let seen = { day: 0, through: 0, rules: '' };
  const decide = (decision: (state: Reader) => Decision<void>) => kernel.transact(CAUSE, decision);

  async function step(): Promise<StepResult> {
    const now = clock.now();
    const civil = civilOf(now, zone);
    const today = numberOf(civil);
    if (staleWishes(state, today, 1).length > 0) {
      await decide((current) => declineStale(current, today));
      return 'again';
    }
    if (civil.minute >= MORNING && isHomeTill(state) && lookedAt(state, today)?.done !== 1 && anyOn(state)) {
      const rules = JSON.stringify(careRules(state));
      const isSeen = seen.day === today && seen.rules === rules;
      const after = isSeen ? seen.through : (lookedAt(state, today)?.through ?? 0);
      return breathing(clock, async () => {
        const through = await kernel.transact(CAUSE, (current) => propose(current, today, after, now, zone));
        seen = { day: today, through, rules };
      });
    }
    return send(now);
  }

  async function send(now: number): Promise<StepResult> {
    if (approvedWishes(state, 1).length === 0) return LOOK_MS;
    const wait = mayGoAt('care', now, policyOf(state), zone) - now;
    if (wait > 0) return Math.min(wait, LOOK_MS);
    const room = AHEAD - inOutbox(state, BATCH);
    if (room < AHEAD / 2) return LOOK_MS; // The outbox wakes it.
    await decide((current) => wish(current, room, now, zone, kernel.ids.next));
    return 'again';
  }

  return wokenBy(kernel, WAKES, worker);
}

const WAKES = /^(care\.(approved|rule-set)|messaging\.(sent|failed|unknown|expired|policy-set))$/;

const anyOn = (state: Reader): boolean => careRules(state).some(({ on }) => on);

function declineStale(state: Reader, today: number): Decision<void> {
  const event: Event = { type: 'care.declined', v: 1, occasions: staleWishes(state, today, STALE_AT_ONCE) };
  return { events: [event], result: undefined };
}

/** The customers after row number `after`; up to which ones. One wish a number a day: the first rule that sees an occasion. */
function propose(state: Reader, today: number, after: number, now: number, zone: string): Decision<number> {
  const rules = careRules(state).filter(({ on }) => on);
  const { members, next } = sliceOf(state, {}, after, now, zone);
  const all = rules.flatMap((rule) => wishesOf(state, rule, members, today, now, zone));
  const known = knownAmong(
    state,
    all.map(occasionOf),
    all.flatMap((one) => personsOf(state, one)),
  );
  const wishes: Wish[] = [];
  for (const one of all) {
    const names = [occasionOf(one), ...personsOf(state, one), one.key];
    if (names.some((name) => known.has(name))) continue;
    for (const name of names) known.add(name);
    wishes.push(one);
  }
  const through = next ?? members.at(-1)?.no ?? after;
  const event: Event = { type: 'care.proposed', v: 1, day: today, through, done: next === undefined, wishes };
  const worthIt = wishes.length > 0 || next === undefined;
  return { events: worthIt ? [event] : [], result: through };
}

const occasionOf = ({ what, key }: Wish): string => `${what} ${key}`;

/** The occasion by each customer who is this person: before they were merged another of them may have been wished. */
function personsOf(state: Reader, { once, customer }: Pick<Wish, 'once' | 'customer'>): string[] {
  const known = customerById(state, customer);
  if (!known) return [`${once} ${customer}`];
  const rows = rowsOf(state, mainOf(state, known.no));
  return rows.map((no) => `${once} ${customerByNo(state, no)?.id ?? ''}`);
}

const daysKeptBy = (state: Reader, no: number): string[] =>
  itemsOf(state, no, 'anniversary').map(({ facts }) => facts.day ?? '');

function wishesOf(
  state: Reader,
  rule: CareRule,
  members: readonly Member[],
  today: number,
  now: number,
  zone: string,
): Wish[] {
  const meant = members.flatMap((member) => {
    const joined = civilOf(member.created, zone);
    const occasion = matches(rule.filter, member, dayOf(today).year)
      ? occasionToday(rule, { ...member, joined, kept: () => daysKeptBy(state, member.no) }, today)
      : undefined;
    return occasion ? [{ member, occasion }] : [];
  });
  const occasions = new Map(meant.map(({ member, occasion }) => [member.no, occasion]));
  const { chosen } = choose(
    state,
    meant.map(({ member }) => member),
    'care',
    now,
    () => false,
  );
  return chosen.flatMap(({ member, key }): Wish[] => {
    const occasion = occasions.get(member.no);
    return occasion ? [{ rule: rule.id, customer: member.id, key, auto: rule.auto, ...occasion }] : [];
  });
}

/** Texts for approved wishes, through the gate as it is now. */
function wish(state: Reader, room: number, now: number, zone: string, nextId: () => string): Decision<void> {
  const rules = new Map(careRules(state).map((rule) => [rule.id, rule]));
  const shop = shopOf(state).name;
  const wished = new Set<string>();
  const events = approvedWishes(state, room).flatMap((open): DomainEvent[] => {
    const { occasion, rule, customer, key } = open;
    const end = (facts: { text?: string; why?: string }): Event => {
      return { type: 'care.wished', v: 1, occasion, ...facts };
    };
    const stands = standing(state, { customer, key }, 'care');
    if ('why' in stands) return [end({ why: stands.why })];
    const words = fillForCustomer(state, rules.get(rule)?.text ?? '', customer, { shop, now }) ?? '';
    const once = open.person.slice(0, -customer.length - 1);
    const persons = personsOf(state, { once, customer });
    if (persons.some((name) => wished.has(name)) || wasWished(state, persons))
      return [end({ why: 'number-same' })];
    for (const name of persons) wished.add(name);
    const text = nextId();
    const until = momentOf({ ...dayOf(open.until + 1), minute: 0 }, zone);
    const wanted = { id: text, key, text: words, purpose: 'care', cause: 'care', now, batch: BATCH } as const;
    const queued = queueText(state, { ...wanted, until });
    return 'event' in queued ? [queued.event, end({ text })] : [end({ why: queued.stopped })];
  });
  return { events, result: undefined };
}
