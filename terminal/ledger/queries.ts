import { PERSON_ROWS } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import type { Account } from './events.js';
import { ACCOUNTS } from './tables.js';

const NAMES: readonly Account[] = ['points', 'principal', 'bonus', 'deposit'];

/** What a customer may spend. */
export interface Balances {
  readonly points: number;
  /** fen */
  readonly principal: number;
  /** fen */
  readonly bonus: number;
}

const balanceOf = (account: number) => `coalesce(sum(balance) FILTER (WHERE account = ${account}), 0)`;

const BALANCES = `SELECT ${balanceOf(ACCOUNTS.points)} AS points, ${balanceOf(ACCOUNTS.principal)} AS principal,
  ${balanceOf(ACCOUNTS.bonus)} AS bonus FROM ledger_accounts WHERE customer IN ${PERSON_ROWS}`;

/** Sums of a customer's entries; `no` is the row number. */
export function balancesOf(state: Reader, no: number): Balances {
  return state.one<Balances>(BALANCES, no) ?? { points: 0, principal: 0, bonus: 0 };
}

/** The sum of one row's entries, whoever else is the same person. `no` is the row number. */
export function balanceOfRow(state: Reader, no: number, account: keyof Balances): number {
  const sql = 'SELECT balance FROM ledger_accounts WHERE customer = ? AND account = ?';
  return state.value<number>(sql, no, ACCOUNTS[account]) ?? 0;
}

/** Deposits that the store holds of a customer, at all of its tills, fen. */
export function depositOf(state: Reader, no: number): number {
  const sql = `SELECT sum(balance) FROM ledger_accounts WHERE customer IN ${PERSON_ROWS} AND account = ${ACCOUNTS.deposit}`;
  return state.value<number>(sql, no) ?? 0;
}

/** Deposits that the store holds of everybody, fen. */
export function depositsHeld(state: Reader): number {
  const sql = `SELECT sum(balance) FROM ledger_accounts WHERE account = ${ACCOUNTS.deposit} AND balance <> 0`;
  return state.value<number>(sql) ?? 0;
}

/** An entry as a statement shows it. */
export interface Entry {
  readonly account: Account;
  /** Points, or fen. */
  readonly amount: number;
  readonly at: number;
  readonly reason: string;
  /** Sum of the account up to this entry. */
  readonly balance: number;
}

/** Newest first; entries of one moment stand in the order of their accounts. */
export function entriesOf(state: Reader, no: number, offset: number, limit: number): Entry[] {
  const rows = state.all<Omit<Entry, 'account'> & { readonly account: number }>(
    `SELECT account, amount, at, reason, sum(amount) OVER (PARTITION BY account ORDER BY at, customer, entry) AS balance
       FROM ledger WHERE customer IN ${PERSON_ROWS} ORDER BY at DESC, account, customer DESC, entry DESC LIMIT ?2 OFFSET ?3`,
    no,
    limit,
    offset,
  );
  return rows.map((row) => ({ ...row, account: NAMES[row.account - 1] ?? 'points' }));
}

export function entryCount(state: Reader, no: number): number {
  return (
    state.value<number>(`SELECT sum(entries) FROM ledger_accounts WHERE customer IN ${PERSON_ROWS}`, no) ?? 0
  );
}

/** Points that came or went, oldest first: what expiry looks at. */
export interface Lot {
  readonly at: number;
  readonly amount: number;
  readonly reason: string;
  readonly cause: string;
}

export function lotsOf(state: Reader, no: number): Lot[] {
  return state.all<Lot>(
    `SELECT at, amount, reason, cause FROM ledger WHERE customer IN ${PERSON_ROWS} AND account = ?2 ORDER BY at, customer, entry`,
    no,
    ACCOUNTS.points,
  );
}

/** True when the account has an entry of this cause. */
export function hasCause(state: Reader, no: number, account: Account, cause: string): boolean {
  const sql = `SELECT 1 FROM ledger WHERE customer IN ${PERSON_ROWS} AND account = ?2 AND cause = ?3`;
  return state.value(sql, no, ACCOUNTS[account], cause) !== undefined;
}
