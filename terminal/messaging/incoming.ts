/** Decides what a PDU from the SIM is. Deciding twice about the same PDU decides nothing the second time. */
import { createHash } from 'node:crypto';
import { isTerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import {
  concatKey,
  type Deliver,
  decodePdu,
  joinParts,
  type Part,
  type Pdu,
  type StatusReport,
} from '../../protocol/sms/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { MessagingEvents } from './events.js';
import { hasTexts, keptParts, knowsPdu, staleParts } from './queries.js';

type Received = EventOf<MessagingEvents> & { readonly type: 'messaging.received' };

export interface Kept {
  readonly events: readonly EventOf<MessagingEvents>[];
  /** The text that is whole now. */
  readonly received?: Received;
  /** Its words with the secret that is hidden in `received`; for whoever decides about it, and not to be kept. */
  readonly clear?: string;
  /** When the network says it was sent, ms since 1970 UTC. */
  readonly sent?: number;
}

/** What may be kept of the words of a number key that hold a secret; undefined when they hold none. */
export type Redact = (key: string, body: string) => string | undefined;

/** `nextId` names the texts that this PDU brings out. */
export function keepPdu(
  state: Reader,
  pdu: string,
  nextId: () => string,
  redact: Redact = () => undefined,
): Kept {
  const decoded = decode(pdu);
  const secret = decoded?.type === 'SMS-DELIVER' ? keepSecret(state, decoded, nextId, redact) : undefined;
  if (secret) return secret;
  const hash = hashOf(pdu.toUpperCase());
  if (knowsPdu(state, hash)) return { events: [] };
  const kept = { type: 'messaging.pdu-kept', v: 1, hash, pdu } as const;
  if (decoded?.type === 'SMS-STATUS-REPORT') {
    const report = reported(decoded);
    // Nobody was texted there: nothing waits for it, and whoever was erased since would be in the journal again.
    if (!hasTexts(state, report.key)) return { events: [{ ...kept, pdu: '', outcome: 'report' }] };
    return { events: [{ ...kept, outcome: 'report' }, report] };
  }
  if (decoded?.type !== 'SMS-DELIVER' || decoded.coding.alphabet === '8bit' || decoded.coding.compressed) {
    return { events: [{ ...kept, outcome: 'quarantined' }] };
  }
  const group = concatKey(decoded);
  if (group === undefined || !decoded.concat) {
    const received = receivedFrom(decoded, nextId(), decoded.text, false);
    return { events: [{ ...kept, outcome: 'text' }, received], received, ...sentAt(decoded) };
  }
  const { seq, total } = decoded.concat;
  const keptPart = { ...kept, outcome: 'part', part: { group, seq, total } } as const;
  const before = partsOf(state, group);
  const joined = joinParts([...before, decoded]);
  // The sender has begun another text with the same reference: the rest of the first one will not come.
  if (joined.conflicting.length > 0) {
    return { events: [...shownAsTheyAre(before, group, nextId), keptPart] };
  }
  if (!joined.complete) return { events: [keptPart] };
  const received = { ...receivedFrom(decoded, nextId(), joined.text, false), part: group };
  return { events: [keptPart, received], received };
}

/**
 * A text that holds a secret: neither its PDU nor the PDU's hash is kept, for from either the few digits could be found. It is known again by
 * what may be kept of it and when it was sent. A part of a long text is kept as nothing but a mark: nobody puts a secret into a long text.
 */
function keepSecret(state: Reader, deliver: Deliver, nextId: () => string, redact: Redact): Kept | undefined {
  const received = receivedFrom(deliver, '', deliver.text, false);
  const body = received.key === '' ? undefined : redact(received.key, deliver.text);
  if (body === undefined) return undefined;
  const hash = hashOf(`${received.key}\n${deliver.timestamp ?? ''}\n${body}`);
  if (knowsPdu(state, hash)) return { events: [] };
  const kept = { type: 'messaging.pdu-kept', v: 1, hash, pdu: '' } as const;
  if (deliver.concat) return { events: [{ ...kept, outcome: 'quarantined' }] };
  const hidden = { ...received, text: nextId(), body };
  return {
    events: [{ ...kept, outcome: 'text' }, hidden],
    received: hidden,
    clear: deliver.text,
    ...sentAt(deliver),
  };
}

function sentAt({ timestamp }: Deliver): { readonly sent?: number } {
  const sent = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(sent) ? {} : { sent };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Texts whose last part came before `before`: shown as they are, with a mark, rather than never. */
export function giveUpWaiting(state: Reader, before: number, nextId: () => string): Kept['events'] {
  return staleParts(state, before).flatMap((group) => shownAsTheyAre(partsOf(state, group), group, nextId));
}

function shownAsTheyAre(
  parts: ReadonlyArray<Deliver & Part>,
  group: string,
  nextId: () => string,
): Received[] {
  const first = parts[0];
  if (!first) return [];
  return [{ ...receivedFrom(first, nextId(), joinParts(parts).text, true), part: group }];
}

function partsOf(state: Reader, group: string): Array<Deliver & Part> {
  return keptParts(state, group).flatMap((pdu) => {
    const decoded = decode(pdu);
    return decoded?.type === 'SMS-DELIVER' ? [decoded] : [];
  });
}

/** Undefined for what cannot be read. */
export function decode(pdu: string): Pdu | undefined {
  try {
    return decodePdu(pdu);
  } catch (error) {
    if (isTerminalError(error, 'sms/')) return undefined; // Goes to quarantine, where a person can see it.
    throw error;
  }
}

function receivedFrom(deliver: Deliver, text: string, body: string, partial: boolean): Received {
  const { number, numberType } = deliver;
  const key = numberType === 'alphanumeric' ? '' : (normalizeNumber(number).key ?? '');
  return { type: 'messaging.received', v: 1, text, from: number, key, body, partial };
}

function reported(report: StatusReport): EventOf<MessagingEvents> & { readonly type: 'messaging.reported' } {
  const { state, reason } = report.delivery;
  const key = normalizeNumber(report.number).key ?? '';
  return { type: 'messaging.reported', v: 1, reference: report.reference, key, state, reason };
}
