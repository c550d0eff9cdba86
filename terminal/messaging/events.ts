/** Texts in and out. `text` is a text's id, `key` a number as protocol/number makes it. */

import type { Policy } from './policy.js';

/** Why a text is sent: decides what the gate asks of it. */
export type Purpose = 'service' | 'care' | 'marketing' | 'otp';

/** How consent was given: signed or said at the counter, texted, or brought along with a list of customers. */
export type ConsentHow = 'counter' | 'text' | 'import';

export interface MessagingEvents {
  'messaging.template-set': { v: 1; key: string; purpose: Purpose; text: string };

  /**
   * `body` is what the recipient will read, signature and all. `cause`: `call`, `sale`, `autoreply`, `staff`, `campaign`, `care`.
   * `batch`: the campaign that it belongs to. Not sent after `expires` (ms since 1970 UTC).
   */
  'messaging.queued': {
    v: 1;
    text: string;
    key: string;
    body: string;
    purpose: Purpose;
    cause: string;
    batch?: string;
    expires?: number;
  };
  /** From now on it may be on its way: after a power cut its fate is unknown. */
  'messaging.sending': { v: 1; text: string };
  /** Part `part` (from 0) is out; its delivery report names `reference`, and may come before the next part is out. */
  'messaging.part-sent': { v: 1; text: string; part: number; reference: number };
  /** All parts are out. */
  'messaging.sent': { v: 1; text: string };
  /** The first `sentParts` parts are out; the rest waits until `until` (ms since 1970 UTC). */
  'messaging.postponed': { v: 1; text: string; until: number; sentParts: number; code: string };
  'messaging.failed': { v: 1; text: string; code: string };
  /** It waited too long to be worth sending. */
  'messaging.expired': { v: 1; text: string };
  /** Taken back by a person before it went out. */
  'messaging.cancelled': { v: 1; text: string };
  /** It may have been sent; nobody can tell. Never sent again by the program itself. */
  'messaging.unknown': { v: 1; text: string; code: string };

  /** A PDU from the SIM, kept before it is deleted there. `hash` tells it from others when it is offered again. */
  'messaging.pdu-kept': {
    v: 1;
    hash: string;
    pdu: string;
    outcome: 'text' | 'part' | 'report' | 'quarantined';
    part?: PartOf;
  };
  /** A whole text; `partial` when parts of it never came. */
  'messaging.received': {
    v: 1;
    text: string;
    from: string;
    key: string;
    body: string;
    partial: boolean;
    part?: string;
  };
  'messaging.read': { v: 1; text: string };
  'messaging.reported': {
    v: 1;
    reference: number;
    key: string;
    state: 'delivered' | 'pending' | 'failed';
    reason: string;
  };

  /** No texts of these purposes (care and marketing when left out) from now on; `by`: the words that were texted. */
  'messaging.refused': { v: 1; key: string; by: string; purposes?: readonly Purpose[] };
  /** The number's owner wants texts of these purposes; `evidence`: what was signed, said or texted. Ends a refusal. */
  'messaging.consented': {
    v: 1;
    key: string;
    purposes: readonly Purpose[];
    how: ConsentHow;
    evidence: string;
  };
  'messaging.policy-set': { v: 1; policy: Policy };
  'messaging.words-set': { v: 1; words: readonly string[] };
}

export interface PartOf {
  /** The same for all parts of one text (protocol/sms concatKey). */
  readonly group: string;
  readonly seq: number;
  readonly total: number;
}
