import type { Reader } from '../kernel/database.js';
import type { Purpose } from './events.js';
import { RULES } from './policy.js';

export type TextState =
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'expired'
  | 'cancelled';

export interface OutboxText {
  readonly id: string;
  readonly no: number;
  readonly key: string;
  readonly body: string;
  readonly purpose: Purpose;
  readonly cause: string;
  readonly state: TextState;
  readonly attempts: number;
  readonly sentParts: number;
  readonly notBefore: number;
  readonly code: string | null;
  readonly at: number;
  /** Not worth sending after that; ms since 1970 UTC. */
  readonly expires: number;
}

export interface InboxText {
  readonly id: string;
  /** As the network gave it; a word for an alphanumeric sender. */
  readonly sender: string;
  readonly key: string;
  readonly body: string;
  readonly partial: number;
  readonly read: number;
  readonly at: number;
}

/** @param body SQL: as it is sent, or as people see it */
const columns = (body: string): string =>
  `id, no, key, ${body}, purpose, cause, state, attempts, sent_parts AS sentParts, not_before AS notBefore, code, at, expires`;
const OUT = columns('body');
const SHOWN = columns('coalesce(shown, body) AS body');

/** For people: without one-time codes. Newest first. */
export function outbox(state: Reader, offset: number, limit: number): OutboxText[] {
  return state.all<OutboxText>(`SELECT ${SHOWN} FROM texts ORDER BY no DESC LIMIT ? OFFSET ?`, limit, offset);
}

export function outboxCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM texts') ?? 0;
}

export function outboxText(state: Reader, id: string): OutboxText | undefined {
  return state.one<OutboxText>(`SELECT ${OUT} FROM texts WHERE id = ?`, id);
}

/** Of one rank, the text that may go first, of those whose time has come or comes next. */
export function nextText(state: Reader, rank: number): OutboxText | undefined {
  return state.one<OutboxText>(
    `SELECT ${OUT} FROM texts WHERE state = 'queued' AND rank = ? ORDER BY not_before, no LIMIT 1`,
    rank,
  );
}

/** Up to `limit` texts that waited longer than they are worth. */
export function expiredTexts(state: Reader, now: number, limit: number): string[] {
  const sql = "SELECT id FROM texts WHERE state = 'queued' AND expires <= ? LIMIT ?";
  return state.all<{ id: string }>(sql, now, limit).map(({ id }) => id);
}

/** Texts of a purpose to a number since `since` that went out, may have, or will. */
export function textsSince(state: Reader, key: string, purpose: Purpose, since: number): number {
  const sql = `SELECT count(*) FROM texts WHERE key = ? AND at >= ? AND rank = ?
    AND state NOT IN ('failed', 'expired', 'cancelled')`;
  return state.value<number>(sql, key, since, RULES[purpose].rank) ?? 0;
}

export function unsentTexts(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM texts WHERE state IN ('queued', 'sending')") ?? 0;
}

export function interruptedTexts(state: Reader): string[] {
  return state.all<{ id: string }>("SELECT id FROM texts WHERE state = 'sending'").map(({ id }) => id);
}

/** Newest first. */
export function inbox(state: Reader, offset: number, limit: number): InboxText[] {
  return state.all<InboxText>(
    'SELECT id, sender, key, body, partial, read, at FROM inbox ORDER BY no DESC LIMIT ? OFFSET ?',
    limit,
    offset,
  );
}

export function inboxCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM inbox') ?? 0;
}

export function unreadCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM inbox WHERE read = 0') ?? 0;
}

/** What came in and is no text: a PDU that says nothing to us; empty where it was not to be kept. */
export interface Strange {
  readonly no: number;
  readonly pdu: string;
  readonly at: number;
}

/** Newest first. */
export function quarantine(state: Reader, offset: number, limit: number): Strange[] {
  const sql = 'SELECT no, pdu, at FROM quarantine ORDER BY no DESC LIMIT ? OFFSET ?';
  return state.all<Strange>(sql, limit, offset);
}

export function quarantineCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM quarantine') ?? 0;
}

/** Stands against texts of this purpose; what was asked for and codes are never refused. */
export function hasRefused(state: Reader, key: string, purpose: Purpose = 'marketing'): boolean {
  return state.value<number>('SELECT 1 FROM refusals WHERE key = ? AND purpose = ?', key, purpose) === 1;
}

/**
 * Replies by the program itself to a number in the last `windowMs`. What a clock that was far ahead has written down does not count: nobody
 * would be answered until that time comes.
 */
export function autorepliesIn(state: Reader, key: string, windowMs: number, now: number): number {
  const sql = "SELECT count(*) FROM texts WHERE key = ? AND at >= ? AND at <= ? AND cause = 'autoreply'";
  return state.value<number>(sql, key, now - windowMs, now + windowMs) ?? 0;
}

/** Whether any text was ever to go there, as far as the journal says. */
export function hasTexts(state: Reader, key: string): boolean {
  return state.value('SELECT 1 FROM texts WHERE key = ? LIMIT 1', key) !== undefined;
}

export function knowsPdu(state: Reader, hash: string): boolean {
  return state.value<number>('SELECT 1 FROM known_pdus WHERE hash = ?', hash) === 1;
}

/** PDUs of the parts of one text that are here. */
export function keptParts(state: Reader, group: string): string[] {
  return state
    .all<{ pdu: string }>('SELECT pdu FROM text_parts WHERE "group" = ?', group)
    .map(({ pdu }) => pdu);
}

/** Groups whose newest part came before `before` and that are still not whole. */
export function staleParts(state: Reader, before: number): string[] {
  return state
    .all<{ group: string }>('SELECT "group" FROM text_parts GROUP BY "group" HAVING max(at) < ?', before)
    .map(({ group }) => group);
}
