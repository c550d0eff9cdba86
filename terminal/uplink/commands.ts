/** A text comes in: it is kept, and answered in the same commit, so that it is answered once. */
import { customersByPhone } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { balancesOf } from '../ledger/index.js';
import {
  fillTemplate,
  keepPdu,
  type MessagingEvents,
  queueText,
  type TemplateValues,
  templateOf,
} from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import { wishOf } from './keywords.js';

export interface InboundPdu {
  readonly pdu: string;
  /** Names the texts that it brings out, and the answer. */
  readonly nextId: () => string;
  /** ms since 1970 UTC */
  readonly now: number;
}

export function takePdu(state: Reader, inbound: InboundPdu): Decision<void> {
  const { events, received } = keepPdu(state, inbound.pdu, inbound.nextId);
  const answers = received && received.key !== '' ? answer(state, received.key, received.body, inbound) : [];
  return { events: [...events, ...answers], result: undefined };
}

function answer(state: Reader, key: string, body: string, inbound: InboundPdu): DomainEvent[] {
  const wish = wishOf(body);
  switch (wish) {
    case undefined:
      return [];
    case 'points':
      return reply(state, key, pointsTemplate(state, key), inbound);
    case 'refuse': {
      const refused: EventOf<MessagingEvents> = { type: 'messaging.refused', v: 1, key, by: body };
      return [refused, ...reply(state, key, { template: 'refused', values: {} }, inbound)];
    }
  }
}

interface Answer {
  readonly template: string;
  readonly values: TemplateValues;
}

/** Of several people with one number the one registered first is meant. */
function pointsTemplate(state: Reader, key: string): Answer {
  const customer = customersByPhone(state, key)[0];
  if (!customer) return { template: 'points-unknown', values: { 店名: shopOf(state).name } };
  const { points } = balancesOf(state, customer.no);
  return {
    template: 'points-query',
    values: { 称呼: customer.name, 积分: String(points), 店名: shopOf(state).name },
  };
}

function reply(state: Reader, key: string, { template, values }: Answer, inbound: InboundPdu): DomainEvent[] {
  const queued = queueText(state, {
    id: inbound.nextId(),
    key,
    text: fillTemplate(templateOf(state, template).text, values),
    purpose: 'service',
    cause: 'autoreply',
    now: inbound.now,
  });
  return 'event' in queued ? [queued.event] : [];
}
