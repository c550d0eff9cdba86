/** Decides whether a text goes into the outbox: the only place that makes `messaging.queued`. */
import { TerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { shopOf } from '../shop/index.js';
import { consentOf } from './consent.js';
import type { MessagingEvents, Purpose } from './events.js';
import {
  AUTOREPLY_WINDOW_MS,
  bodyOf,
  type Knowledge,
  ownWords,
  type Stopped,
  stopAtGate,
  stopNumber,
} from './gate.js';
import { capOf, capSince, policyOf, RULES } from './policy.js';
import { autorepliesIn, hasRefused, outboxText, textsSince } from './queries.js';

export interface WantedText {
  readonly id: string;
  readonly key: string;
  /** Without signature. */
  readonly text: string;
  readonly purpose: Purpose;
  readonly cause: 'call' | 'sale' | 'autoreply' | 'staff' | 'campaign' | 'care';
  /** Now, ms since 1970 UTC. */
  readonly now: number;
  /** The campaign that it belongs to. */
  readonly batch?: string;
  /** Not worth sending after that, ms since 1970 UTC; else as long as its purpose says. */
  readonly until?: number;
}

export type Queued = { readonly event: EventOf<MessagingEvents> } | { readonly stopped: Stopped };

/** For commits of other capabilities: the event to put into them, or why there is none. */
export function queueText(state: Reader, wanted: WantedText): Queued {
  const { key, purpose, cause, text, now, batch } = wanted;
  const stopped = stopAtGate(wanted, knowledgeOf(state, key, purpose, now));
  if (stopped) return { stopped };
  const body = bodyOf(text, purpose, shopOf(state).signature);
  const expires = Math.min(now + RULES[purpose].livesMs, wanted.until ?? Number.POSITIVE_INFINITY);
  const event = {
    type: 'messaging.queued',
    v: 1,
    text: wanted.id,
    key,
    body,
    purpose,
    cause,
    expires,
  } as const;
  return { event: batch === undefined ? event : { ...event, batch } };
}

/** Whether what is promised to this number can be texted there: not to a landline, and to no mobile that is not known as one. */
export function isReachable(state: Reader, key: string, now: number): boolean {
  const wanted = { key, purpose: 'service', cause: 'staff' } as const;
  return stopNumber(wanted, knowledgeOf(state, key, wanted.purpose, now)) === undefined;
}

function knowledgeOf(state: Reader, key: string, purpose: Purpose, now: number): Knowledge {
  return {
    own: () => ownNumbers(state).includes(key),
    refused: () => hasRefused(state, key, purpose) || (purpose === 'marketing' && isDisabled(state, key)),
    consented: () => consentOf(state, key, purpose) !== undefined,
    autoreplies: () => autorepliesIn(state, key, AUTOREPLY_WINDOW_MS, now),
    often() {
      const cap = capOf(policyOf(state), purpose);
      return cap !== undefined && textsSince(state, key, purpose, capSince(cap, now)) >= cap.texts;
    },
  };
}

/** Everybody with this number is disabled: the shop sends them no advertisements. */
function isDisabled(state: Reader, key: string): boolean {
  const sql = `SELECT min(disabled) FROM customer_phones JOIN customers ON no = customer
    WHERE key = ? AND removed IS NULL`;
  return state.value<string | null>(sql, key) === '1';
}

/** Keys of the SIM's own number and of the one that the shop gives to its customers. */
export function ownNumbers(state: Reader): string[] {
  const { phone } = shopOf(state);
  const shop = phone === null ? null : normalizeNumber(phone).key;
  return [policyOf(state).own, shop ?? ''].filter((key) => key !== '');
}

/** For a person who wants to send: throws `command/…` with the gate's reason. */
export function sendText(state: Reader, wanted: WantedText) {
  const queued = queueText(state, wanted);
  if ('stopped' in queued) {
    throw new TerminalError(`command/${queued.stopped}`, `the text was not sent: ${queued.stopped}`);
  }
  return { events: [queued.event], result: { text: wanted.id } };
}

/** One of which a part has left is on its way: taken back, the part would stay, and sent anew it would come twice. */
const WHOLE = "state = 'queued' AND sent_parts = 0";

/** A text that waits is taken back. Throws `command/text-gone` when it waits no more. */
export function cancelText(state: Reader, text: string): Decision<void> {
  const waits = state.value<number>(`SELECT 1 FROM texts WHERE id = ? AND ${WHOLE}`, text) === 1;
  if (!waits) throw new TerminalError('command/text-gone', 'the text is on its way, or gone already');
  const event: EventOf<MessagingEvents> = { type: 'messaging.cancelled', v: 1, text };
  return { events: [event], result: undefined };
}

/**
 * A text that failed goes once more, through the gate as it is today, under a new id. Throws `command/text-not-failed` for any other: one
 * whose fate is unknown may have arrived; and `command/text-code` for a one-time code, which nobody has kept.
 */
export function resendText(state: Reader, text: string, id: string, now: number) {
  const failed = outboxText(state, text);
  if (failed?.state !== 'failed' && failed?.state !== 'expired')
    throw new TerminalError('command/text-not-failed', 'only a text that failed is sent again');
  const { key, purpose } = failed;
  if (purpose === 'otp') throw new TerminalError('command/text-code', 'a code is not sent twice');
  return sendText(state, { id, key, purpose, cause: 'staff', text: ownWords(failed.body), now });
}

/** Takes what waits of a batch out of the outbox; a text of which a part has left is finished. */
export function cancelBatch(
  state: Reader,
  batch: string,
): Array<{
  readonly key: string;
  readonly event: Extract<EventOf<MessagingEvents>, { type: 'messaging.cancelled' }>;
}> {
  return state
    .all<{ id: string; key: string }>(`SELECT id, key FROM texts WHERE batch = ? AND ${WHOLE}`, batch)
    .map(({ id, key }) => ({ key, event: { type: 'messaging.cancelled', v: 1, text: id } }));
}
