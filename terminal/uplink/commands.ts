/** A text comes in: it is kept, and answered in the same commit, so that it is answered once. */
import { isBlocked } from '../calls/index.js';
import { caseToRate, rateCase } from '../cases/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import {
  autorepliesIn,
  type Kept,
  keepPdu,
  type MessagingEvents,
  queueText,
  wordsOf,
} from '../messaging/index.js';
import { obey, ownerByKey, withoutPin } from '../owner/index.js';
import { answerSurvey, bareVote, surveyAskedAt } from '../poll/index.js';
import { type Answer, type Asked, HANDLERS } from './handlers.js';
import { isAutoreply, wishOf } from './keywords.js';

export interface InboundPdu {
  readonly pdu: string;
  /** Names the texts that it brings out, and the answer. */
  readonly nextId: () => string;
  readonly nextStamp: () => string;
  /** ms since 1970 UTC */
  readonly now: number;
  /** The shop's time zone. */
  readonly zone: string;
  /** The terminal's devices in words, for its owner. */
  readonly devices: () => string;
}

/** Answers to one number in a day: a machine that writes slowly gets no more of them than a person needs. */
const ANSWERS_A_DAY = 20;
const DAY_MS = 24 * 3600_000;

export function takePdu(state: Reader, inbound: InboundPdu): Decision<void> {
  const kept = keepPdu(state, inbound.pdu, inbound.nextId, (key, body) =>
    withoutPin(body, ownerByKey(state, key) !== undefined),
  );
  const { events, received } = kept;
  const answers = received && received.key !== '' ? answer(state, received, kept, inbound) : [];
  return { events: [...events, ...answers], result: undefined };
}

type Received = NonNullable<Kept['received']>;

function answer(
  state: Reader,
  received: Received,
  { clear = received.body, sent }: Kept,
  inbound: InboundPdu,
): readonly DomainEvent[] {
  const { key, body, text } = received;
  if (isBlocked(state, key)) return [...refusalIn(received), readAt(text)];
  const { nextId, nextStamp, now, zone, devices } = inbound;
  const asked: Asked = { state, key, body, words: body, nextId, nextStamp, now, zone };
  const ordered = obey(state, { key, body: clear, now, zone, devices, ...(sent !== undefined && { sent }) });
  const answered = ordered ?? byKeyword(asked) ?? byContext(asked);
  if (!answered) return [];
  const events = [...answered.events, ...replyTo(asked, answered.reply)];
  return events.length === 0 ? [] : [...events, readAt(text)];
}

/** In the inbox for whoever looks, and waits for nobody: what was understood and done, and a blocked number's. */
function readAt(text: string): EventOf<MessagingEvents> {
  return { type: 'messaging.read', v: 1, text };
}

/** Whoever is blocked may be on the list of a campaign all the same. */
function refusalIn({ key, body }: Received): EventOf<MessagingEvents>[] {
  return wishOf(body)?.kind === 'refuse' ? [{ type: 'messaging.refused', v: 1, key, by: body }] : [];
}

/** A refusal counts whoever sent it; nothing else of a machine's is looked at. */
function byKeyword(asked: Asked): Answer | undefined {
  const wish = wishOf(asked.body);
  if (!wish || (wish.kind !== 'refuse' && isAutoreply(asked.body))) return undefined;
  return HANDLERS[wish.kind]({ ...asked, words: wish.words });
}

/**
 * A text without a keyword may answer what this number was asked: the end of a case or a survey's question, whichever came last; else
 * it may be a vote.
 */
function byContext({ state, key, body, now }: Asked): Answer | undefined {
  if (isAutoreply(body)) return undefined;
  const voice = { key, words: body, now };
  const rate = (): Answer | undefined => {
    const events = rateCase(state, key, body, now);
    return events && { events, reply: wordsOf(state, 'case-rated') };
  };
  const survey = (): Answer | undefined => answerSurvey(state, voice);
  const closedAt = caseToRate(state, key, 0)?.closed ?? 0;
  const surveyLast = (surveyAskedAt(state, key, now) ?? 0) > closedAt;
  return (surveyLast ? (survey() ?? rate()) : (rate() ?? survey())) ?? bareVote(state, voice);
}

function replyTo({ state, key, nextId, now }: Asked, words: string | undefined): readonly DomainEvent[] {
  if (words === undefined || autorepliesIn(state, key, DAY_MS, now) >= ANSWERS_A_DAY) return [];
  const id = nextId();
  const queued = queueText(state, { id, key, text: words, purpose: 'service', cause: 'autoreply', now });
  return 'event' in queued ? [queued.event] : [];
}
