import type { NumberValidity } from '../../drivers/modem/types.js';
import type { Reader } from '../kernel/database.js';

export interface LoggedCall {
  readonly id: string;
  readonly at: number;
  readonly number: string;
  readonly key: string;
  readonly validity: NumberValidity;
  readonly state: 'ringing' | 'answered' | 'ended' | 'missed' | 'closed' | 'rejected';
  /** 1 while it is a task: missed, or to be called back. */
  readonly open: number;
  /** ms since 1970 UTC */
  readonly callBack: number | null;
  readonly note: string;
  /** When somebody last dialled back, ms since 1970 UTC. */
  readonly tried: number | null;
  /** How it went, in the words of whoever closed it. */
  readonly word: string | null;
}

const COLUMNS = 'id, at, number, key, validity, state, open, call_back AS callBack, note, tried, word';

/** Calls that are a task until somebody closes them: missed ones, and those to be called back; what was due first comes first. */
export function missedCalls(state: Reader, offset: number, limit: number): LoggedCall[] {
  return state.all<LoggedCall>(
    `SELECT ${COLUMNS} FROM calls WHERE open = 1 ORDER BY coalesce(call_back, at), no LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function missedCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM calls WHERE open = 1') ?? 0;
}

/** All calls, the newest first. */
export function callLog(state: Reader, offset: number, limit: number): LoggedCall[] {
  return state.all<LoggedCall>(
    `SELECT ${COLUMNS} FROM calls ORDER BY no DESC LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function callCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM calls') ?? 0;
}

/** Calls that were going on when the program ended: nobody heard their end. */
export function openCalls(state: Reader): LoggedCall[] {
  return state.all<LoggedCall>(`SELECT ${COLUMNS} FROM calls WHERE state IN ('ringing', 'answered')`);
}

export function callById(state: Reader, id: string): LoggedCall | undefined {
  return state.one<LoggedCall>(`SELECT ${COLUMNS} FROM calls WHERE id = ?`, id);
}

/** Tasks that calls of this number left, the oldest first. */
export function openCallsOf(state: Reader, key: string): LoggedCall[] {
  return state.all<LoggedCall>(`SELECT ${COLUMNS} FROM calls WHERE key = ? AND open = 1 ORDER BY no`, key);
}

/** The newest note that was written about a call of this number. */
export function lastNoteOf(state: Reader, key: string): LoggedCall | undefined {
  return state.one<LoggedCall>(
    `SELECT ${COLUMNS} FROM calls WHERE key = ? AND note <> '' ORDER BY at DESC, no DESC LIMIT 1`,
    key,
  );
}

export interface BlockedNumber {
  readonly key: string;
  readonly why: string;
  readonly at: number;
}

export function isBlocked(state: Reader, key: string): boolean {
  return key !== '' && state.value<number>('SELECT 1 FROM blocked_numbers WHERE key = ?', key) === 1;
}

/** Newest first. */
export function blockedNumbers(state: Reader, offset: number, limit: number): BlockedNumber[] {
  return state.all<BlockedNumber>(
    'SELECT key, why, at FROM blocked_numbers ORDER BY at DESC, key LIMIT ? OFFSET ?',
    limit,
    offset,
  );
}

export function blockedCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM blocked_numbers') ?? 0;
}
