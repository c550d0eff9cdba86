import type { Reader } from '../kernel/database.js';
import type { CaseKind } from './events.js';

export interface Case {
  /** What people call it by. */
  readonly no: number;
  readonly id: string;
  /** Number key; empty when nobody left one. */
  readonly key: string;
  readonly kind: CaseKind;
  readonly body: string;
  readonly state: 'open' | 'answered' | 'closed';
  /** Empty for nobody. */
  readonly assignee: string;
  /** The last answer by text; empty for none. */
  readonly answer: string;
  readonly result: string;
  /** 1 to 5. */
  readonly score: number | null;
  readonly at: number;
  readonly closed: number | null;
}

const COLUMNS = 'no, id, key, kind, body, state, assignee, answer, result, score, at, closed';

export function caseById(state: Reader, id: string): Case | undefined {
  return state.one<Case>(`SELECT ${COLUMNS} FROM cases WHERE id = ?`, id);
}

/** The oldest open one first; after them the closed ones, the newest first. */
export function cases(state: Reader, offset: number, limit: number): Case[] {
  return state.all<Case>(
    `SELECT ${COLUMNS} FROM cases ORDER BY state = 'closed', CASE state WHEN 'closed' THEN -no ELSE no END LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function caseCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM cases') ?? 0;
}

export function openCaseCount(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM cases WHERE state <> 'closed'") ?? 0;
}

/** Of one number, the oldest first. */
export function openCasesOf(state: Reader, key: string): Case[] {
  return state.all<Case>(
    `SELECT ${COLUMNS} FROM cases WHERE key = ? AND key <> '' AND state <> 'closed' ORDER BY no`,
    key,
  );
}

export function nextCaseNumber(state: Reader): number {
  return (state.value<number | null>('SELECT max(no) FROM cases') ?? 0) + 1;
}

/** The case that was closed last since `since` and whose end this number was asked about. */
export function caseToRate(state: Reader, key: string, since: number): Case | undefined {
  return state.one<Case>(
    `SELECT ${COLUMNS} FROM cases WHERE key = ? AND key <> '' AND asked = 1 AND closed >= ? ORDER BY closed DESC LIMIT 1`,
    key,
    since,
  );
}

export interface KindCount {
  readonly kind: CaseKind;
  readonly open: number;
  readonly all: number;
  /** Mean of 1 to 5; null without answers. */
  readonly score: number | null;
}

export function countsByKind(state: Reader): KindCount[] {
  return state.all<KindCount>(
    `SELECT kind, count(*) FILTER (WHERE state <> 'closed') AS open, count(*) AS "all", avg(score) AS score
     FROM cases GROUP BY kind ORDER BY kind`,
  );
}

/** Open ones that came at or after each of `since` and before the one before it; the last: all that are older. */
export function countsByAge(state: Reader, since: readonly number[]): number[] {
  const at = state.all<{ at: number }>("SELECT at FROM cases WHERE state <> 'closed'").map((row) => row.at);
  return [...since, Number.NEGATIVE_INFINITY].map((from, index) => {
    const before = since[index - 1] ?? Number.POSITIVE_INFINITY;
    return at.filter((moment) => moment >= from && moment < before).length;
  });
}

/** How many are open, answered and closed. */
export function countsByState(state: Reader): Readonly<Record<Case['state'], number>> {
  const rows = state.all<{ state: Case['state']; count: number }>(
    'SELECT state, count(*) AS count FROM cases GROUP BY state',
  );
  const counts = new Map(rows.map((row) => [row.state, row.count]));
  return {
    open: counts.get('open') ?? 0,
    answered: counts.get('answered') ?? 0,
    closed: counts.get('closed') ?? 0,
  };
}

/** How many customers gave 5, 4, 3, 2 and 1. */
export function countsByScore(state: Reader): number[] {
  const rows = state.all<{ score: number; count: number }>(
    'SELECT score, count(*) AS count FROM cases WHERE score IS NOT NULL GROUP BY score',
  );
  const counts = new Map(rows.map(({ score, count }) => [score, count]));
  return [5, 4, 3, 2, 1].map((score) => counts.get(score) ?? 0);
}
