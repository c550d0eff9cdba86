import { PERSON_ROWS } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';

export interface Followup {
  readonly id: string;
  /** Row number. */
  readonly customer: number;
  readonly words: string;
  /** ms since 1970 UTC; null for a note that asks for nothing. */
  readonly due: number | null;
  readonly state: 'note' | 'open' | 'done';
  /** How it went; empty for none. */
  readonly word: string;
  /** Who wrote it. */
  readonly actor: string;
  readonly at: number;
}

const COLUMNS = 'id, customer, words, due, state, word, actor, at';

export function followupById(state: Reader, id: string): Followup | undefined {
  return state.one<Followup>(`SELECT ${COLUMNS} FROM followups WHERE id = ?`, id);
}

/** What is to be done, whatever is due first. */
export function openFollowups(state: Reader, offset: number, limit: number): Followup[] {
  return state.all<Followup>(
    `SELECT ${COLUMNS} FROM followups WHERE state = 'open' ORDER BY due, no LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function openFollowupCount(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM followups WHERE state = 'open'") ?? 0;
}

/** Those whose time has come at `now`. */
export function dueFollowupCount(state: Reader, now: number): number {
  return state.value<number>("SELECT count(*) FROM followups WHERE state = 'open' AND due <= ?", now) ?? 0;
}

/** The first that comes due after `after`. */
export function nextDue(state: Reader, after: number): Followup | undefined {
  return state.one<Followup>(
    `SELECT ${COLUMNS} FROM followups WHERE state = 'open' AND due > ? ORDER BY due, no LIMIT 1`,
    after,
  );
}

/** Of one customer, the newest first. */
export function followupsOf(state: Reader, customer: number, offset: number, limit: number): Followup[] {
  return state.all<Followup>(
    `SELECT ${COLUMNS} FROM followups WHERE customer IN ${PERSON_ROWS} ORDER BY at DESC, no DESC LIMIT ?2 OFFSET ?3`,
    customer,
    limit,
    offset,
  );
}

export function followupCountOf(state: Reader, customer: number): number {
  return (
    state.value<number>(`SELECT count(*) FROM followups WHERE customer IN ${PERSON_ROWS}`, customer) ?? 0
  );
}

/** What is to be done for one customer, whatever is due first. */
export function openFollowupsOf(state: Reader, customer: number, limit: number): Followup[] {
  return state.all<Followup>(
    `SELECT ${COLUMNS} FROM followups WHERE customer IN ${PERSON_ROWS} AND state = 'open' ORDER BY due, no LIMIT ?2`,
    customer,
    limit,
  );
}
