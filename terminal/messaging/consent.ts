/** Who may be texted what: consent with its evidence, and refusal. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { ConsentHow, MessagingEvents, Purpose } from './events.js';
import { REFUSABLE } from './policy.js';
import { hasRefused } from './queries.js';

export interface Consent {
  readonly key: string;
  readonly purpose: string;
  /** ms since 1970 UTC */
  readonly at: number;
  readonly how: ConsentHow;
  /** What was said or signed, in words. */
  readonly evidence: string;
}

/** The evidence for a number; undefined without consent. A refusal that came later has ended it. */
export function consentOf(state: Reader, key: string, purpose: Purpose): Consent | undefined {
  const sql = 'SELECT key, purpose, at, how, evidence FROM consents WHERE key = ? AND purpose = ?';
  return state.one<Consent>(sql, key, purpose);
}

export interface ConsentFacts {
  readonly key: string;
  readonly how: ConsentHow;
  readonly evidence: string;
}

/** Consent to care and marketing; ends a refusal. Throws `command/consent-evidence` when nothing says how it was given. */
export function consent(state: Reader, { key, how, evidence }: ConsentFacts): Decision<void> {
  const words = printable(evidence).trim().slice(0, EVIDENCE_MAX);
  if (words === '') throw new TerminalError('command/consent-evidence', 'consent needs evidence');
  const known = REFUSABLE.every((purpose) => consentOf(state, key, purpose));
  if (known) return { events: [], result: undefined };
  return { events: [consented(key, how, words)], result: undefined };
}

/** At the counter: no more texts of these purposes. */
export function refuse(
  state: Reader,
  key: string,
  by: string,
  purposes: readonly Purpose[] = REFUSABLE,
): Decision<void> {
  if (purposes.every((purpose) => hasRefused(state, key, purpose))) return { events: [], result: undefined };
  const event: EventOf<MessagingEvents> = { type: 'messaging.refused', v: 1, key, by, purposes };
  return { events: [event], result: undefined };
}

const EVIDENCE_MAX = 200;

function consented(key: string, how: ConsentHow, evidence: string): EventOf<MessagingEvents> {
  return { type: 'messaging.consented', v: 1, key, purposes: REFUSABLE, how, evidence };
}
