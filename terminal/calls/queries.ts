import type { NumberValidity } from '../../drivers/modem/types.js';
import type { Reader } from '../kernel/database.js';

export interface LoggedCall {
  readonly id: string;
  readonly at: number;
  readonly number: string;
  readonly key: string;
  readonly validity: NumberValidity;
  readonly state: 'ringing' | 'answered' | 'ended' | 'missed' | 'closed';
}

const COLUMNS = 'id, at, number, key, validity, state';

/** Missed calls that nobody has closed, the oldest first. */
export function missedCalls(state: Reader, offset: number, limit: number): LoggedCall[] {
  return state.all<LoggedCall>(
    `SELECT ${COLUMNS} FROM calls WHERE state = 'missed' ORDER BY no LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function missedCount(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM calls WHERE state = 'missed'") ?? 0;
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
