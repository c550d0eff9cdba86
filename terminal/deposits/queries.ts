import { PERSON_ROWS, personOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';

/** A deposit that this till took. Money in fen. */
export interface Deposit {
  readonly no: number;
  readonly id: string;
  readonly number: string;
  /** Row number of the person. */
  readonly customer: number;
  /** Row number of whom it was taken from: the person, or somebody who was merged with them since. */
  readonly owner: number;
  /** The person's. */
  readonly name: string;
  readonly amount: number;
  /** Not given back and not kept. */
  readonly held: number;
  readonly what: string;
  readonly at: number;
}

const DEPOSITS = `SELECT d.no, d.id, d.number, c.no AS customer, d.customer AS owner, c.name, d.amount, d.held, d.what, d.at
  FROM deposits d JOIN customers c
    ON c.no = ${personOf('d.customer')}`;

/** By id or by the number on its receipt. */
export function depositBy(state: Reader, idOrNumber: string): Deposit | undefined {
  return state.one<Deposit>(
    `${DEPOSITS} WHERE d.no = (SELECT no FROM deposits WHERE id = ?1 OR number = ?1)`,
    idOrNumber,
  );
}

/** What is held of everybody, the oldest first. */
export function openDeposits(state: Reader, offset: number, limit: number): Deposit[] {
  return state.all<Deposit>(
    `${DEPOSITS} WHERE d.held > 0 ORDER BY d.at, d.no LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

/** Of one customer: what is held first, the oldest before the others; then what is not any more, the newest first. */
export function depositsOf(state: Reader, customerNo: number, offset: number, limit: number): Deposit[] {
  return state.all<Deposit>(
    `${DEPOSITS} WHERE d.customer IN ${PERSON_ROWS}
       ORDER BY d.held = 0, CASE WHEN d.held > 0 THEN d.no ELSE -d.no END LIMIT ?2 OFFSET ?3`,
    customerNo,
    limit,
    offset,
  );
}

export interface DepositSums {
  readonly count: number;
  /** How many of them are held, and how much of them, fen. */
  readonly open: number;
  readonly held: number;
}

export function depositSumsOf(state: Reader, customerNo: number): DepositSums {
  return (
    state.one<DepositSums>(
      `SELECT count(*) AS count, count(*) FILTER (WHERE held > 0) AS open, coalesce(sum(held), 0) AS held
         FROM deposits WHERE customer IN ${PERSON_ROWS}`,
      customerNo,
    ) ?? NONE
  );
}

/** Of everybody: only what is held. */
export function openSums(state: Reader): DepositSums {
  const sql =
    'SELECT count(*) AS count, count(*) AS open, coalesce(sum(held), 0) AS held FROM deposits WHERE held > 0';
  return state.one<DepositSums>(sql) ?? NONE;
}

const NONE: DepositSums = { count: 0, open: 0, held: 0 };

/** What became of a deposit. */
export interface Move {
  readonly no: number;
  readonly id: string;
  readonly number: string;
  /** The deposit's number. */
  readonly deposit: string;
  readonly kind: 'returned' | 'kept' | 'reversed';
  /** What is held more by it: below 0 for what was given back or kept. */
  readonly change: number;
  /** What came into the drawer. */
  readonly cash: number;
  readonly why: string;
  readonly at: number;
  /** It was a mistake, and another move says so: 1. */
  readonly undone: number;
}

const MOVES = `SELECT m.no, m.id, m.number, d.number AS deposit, m.kind, m.change, m.cash, m.why, m.at,
  EXISTS (SELECT 1 FROM deposit_moves r WHERE r.of = m.no) AS undone
  FROM deposit_moves m JOIN deposits d ON d.no = m.deposit`;

/** In the order in which they happened. */
export function movesOf(state: Reader, depositNo: number): Move[] {
  return state.all<Move>(`${MOVES} WHERE m.deposit = ? ORDER BY m.no`, depositNo);
}

export function moveBy(state: Reader, id: string): Move | undefined {
  return state.one<Move>(`${MOVES} WHERE m.id = ?`, id);
}

/** The next deposit's, and the next move's, serial number. */
export function nextDeposit(state: Reader): number {
  return (state.value<number>('SELECT max(no) FROM deposits') ?? 0) + 1;
}

export function nextMove(state: Reader): number {
  return (state.value<number>('SELECT max(no) FROM deposit_moves') ?? 0) + 1;
}

/** What deposits are taken for again and again. */
export interface Usual {
  readonly what: string;
  /** What was taken for it last, fen. */
  readonly amount: number;
}

/** Words of one deposit alone may be somebody's own: only what was said twice is offered. Of the last ones, the most frequent first. */
export function usualDeposits(state: Reader, limit: number): Usual[] {
  return state.all<Usual>(
    `SELECT what, amount, max(no) AS last FROM (SELECT no, what, amount FROM deposits ORDER BY no DESC LIMIT 200)
       WHERE what <> '' GROUP BY what HAVING count(*) > 1 ORDER BY count(*) DESC, last DESC LIMIT ?`,
    limit,
  );
}

export interface DepositTotals {
  readonly count: number;
  /** Cash taken, fen. */
  readonly taken: number;
  /** Cash given back, less what came back of it by a reversal, fen. */
  readonly given: number;
  /** What became the shop's; no cash moved. */
  readonly kept: number;
}

/** At this terminal from `since` on, before `until`. */
export function depositsSince(state: Reader, since: number, until = Number.MAX_SAFE_INTEGER): DepositTotals {
  const taken = state.one<{ count: number; sum: number }>(
    "SELECT count(*) AS count, coalesce(sum(amount), 0) AS sum FROM deposits WHERE at >= ? AND at < ? AND till = ''",
    since,
    until,
  );
  const moved = state.one<{ cash: number; kept: number }>(
    `SELECT coalesce(sum(cash), 0) AS cash, coalesce(sum(cash - change), 0) AS kept
       FROM deposit_moves WHERE at >= ? AND at < ?`,
    since,
    until,
  );
  return {
    count: taken?.count ?? 0,
    taken: taken?.sum ?? 0,
    given: -(moved?.cash ?? 0),
    kept: moved?.kept ?? 0,
  };
}
