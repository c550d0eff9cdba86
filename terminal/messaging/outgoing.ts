/** Decides whether a text goes into the outbox. */
import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import { shopOf } from '../shop/index.js';
import type { MessagingEvents, Purpose } from './events.js';
import { AUTOREPLY_WINDOW_MS, bodyOf, type Stopped, stopAtGate } from './gate.js';
import { autorepliesSince, hasRefused } from './queries.js';

export interface WantedText {
  readonly id: string;
  readonly key: string;
  /** Without signature. */
  readonly text: string;
  readonly purpose: Purpose;
  readonly cause: 'call' | 'sale' | 'autoreply' | 'staff';
  /** Now, ms since 1970 UTC. */
  readonly now: number;
}

export type Queued = { readonly event: EventOf<MessagingEvents> } | { readonly stopped: Stopped };

/** For commits of other capabilities: the event to put into them, or why there is none. */
export function queueText(state: Reader, wanted: WantedText): Queued {
  const { key, purpose, cause, text, now } = wanted;
  const stopped = stopAtGate({
    key,
    purpose,
    cause,
    text,
    refused: () => hasRefused(state, key),
    autoreplies: () => autorepliesSince(state, key, now - AUTOREPLY_WINDOW_MS),
  });
  if (stopped) return { stopped };
  const body = bodyOf(text, purpose, shopOf(state).signature);
  return { event: { type: 'messaging.queued', v: 1, text: wanted.id, key, body, purpose, cause } };
}

/** For a person who wants to send: throws `command/text-…` with the gate's reason. */
export function sendText(state: Reader, wanted: WantedText) {
  const queued = queueText(state, wanted);
  if ('stopped' in queued) {
    throw new TerminalError(`command/${queued.stopped}`, `the text was not sent: ${queued.stopped}`);
  }
  return { events: [queued.event], result: { text: wanted.id } };
}
