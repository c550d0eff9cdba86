import { TerminalError } from '../../protocol/errors.js';
import { CAMPAIGN_VARIABLES } from '../campaigns/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { cancelBatch, checkTemplate } from '../messaging/index.js';
import type { CareEvents } from './events.js';
import { approvedWishes, proposed, wishedAs } from './queries.js';
import { BATCH, type CareRule } from './rules.js';

type Event = EventOf<CareEvents>;

const DAYS_MAX = 400;

/** Throws as checkTemplate does, and `command/care-days`. */
export function setRule(_state: Reader, rule: CareRule): Decision<void> {
  const least = rule.kind === 'revisit' || rule.kind === 'tip' ? 1 : 0;
  if (!Number.isInteger(rule.days) || rule.days < least || rule.days > DAYS_MAX)
    throw new TerminalError('command/care-days', `wanted: ${least} to ${DAYS_MAX} days`, {
      context: { min: least, max: DAYS_MAX },
    });
  const text = checkTemplate(rule.text, CAMPAIGN_VARIABLES);
  return done({ type: 'care.rule-set', v: 1, rule: { ...rule, text } });
}

/** As many as one commit takes well. */
const AT_ONCE = 500;

/** Everything that is proposed now, up to AT_ONCE. */
export function approveAll(state: Reader): Decision<{ count: number }> {
  const occasions = proposed(state, 0, AT_ONCE).map(({ occasion }) => occasion);
  const event: Event = { type: 'care.approved', v: 1, occasions };
  return { events: occasions.length === 0 ? [] : [event], result: { count: occasions.length } };
}

export function approve(_state: Reader, occasion: string): Decision<void> {
  return done({ type: 'care.approved', v: 1, occasions: [occasion] });
}

export function decline(_state: Reader, occasion: string): Decision<void> {
  return done({ type: 'care.declined', v: 1, occasions: [occasion] });
}

/** What was approved and of which nothing has left, up to AT_ONCE: out of the outbox, and back on the list. */
export function recall(state: Reader): Decision<{ count: number }> {
  const cancelled = cancelBatch(state, BATCH).map(({ event }) => event);
  const queued = wishedAs(
    state,
    cancelled.map(({ text }) => text),
  );
  const occasions = [...queued, ...approvedWishes(state, AT_ONCE).map(({ occasion }) => occasion)];
  const event: Event = { type: 'care.recalled', v: 1, occasions };
  return { events: occasions.length === 0 ? [] : [...cancelled, event], result: { count: occasions.length } };
}

function done(event: Event): Decision<void> {
  return { events: [event], result: undefined };
}
