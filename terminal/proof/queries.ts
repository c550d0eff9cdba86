import { normalizeNumber } from '../../protocol/number/index.js';
import { phonesOf } from '../customers/index.js';
import { PERSON_ROWS } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import type { KeptPin } from '../secrets/index.js';
import { DEFAULT_RULES, type ProofHow, type ProofRules, proofsFor } from './rules.js';

/** Wrong PINs in a row, at all tills together, that lock it; and wrong tries of one code. */
export const TRIES_MAX = 3;
const DAY_MS = 24 * 3600_000;

/** What holds at `now`: of the rules that have begun the ones that began last. */
export function proofRulesAt(state: Reader, now: number): ProofRules {
  const json = state.value<string>(
    'SELECT rules FROM proof_rules WHERE begins <= ? ORDER BY begins DESC, since DESC LIMIT 1',
    now,
  );
  return json === undefined ? DEFAULT_RULES : (JSON.parse(json) as ProofRules);
}

/** A person's PIN; undefined when there is none. `no` is the row number, here and below. */
export function pinOf(state: Reader, no: number): KeptPin | undefined {
  const kept = "SELECT salt, hash FROM proof_pins WHERE customer = ? AND hash <> ''";
  return state.one<KeptPin>(kept, pinRow(state, no));
}

/**
 * The row whose PIN is the person's: their own; else the newest that came with somebody merged, because it guards money that came with
 * them. Without any the person's own.
 */
export function pinRow(state: Reader, no: number): number {
  return pinRows(state, no)[0] ?? no;
}

/** All rows of the person that have a PIN, the one that counts first. */
export function pinRows(state: Reader, no: number): number[] {
  const rows = state.all<{ customer: number }>(
    `SELECT customer FROM proof_pins WHERE customer IN ${PERSON_ROWS} AND hash <> '' ORDER BY customer <> ?1, stamp DESC`,
    no,
  );
  return rows.map(({ customer }) => customer);
}

/** The newest stamp of a PIN or a try: what is stamped next must be newer. */
export function newestPin(state: Reader): string | undefined {
  const sql = `SELECT max(stamp) FROM (SELECT max(stamp) AS stamp FROM proof_pins UNION ALL
    SELECT max(stamp) FROM proof_tries UNION ALL SELECT max(stamp) FROM proof_right)`;
  return state.value<string | null>(sql) ?? undefined;
}

/** The newest stamp of this very row's PIN and its tries; empty when there is none. */
export function pinStamp(state: Reader, no: number): string {
  const sql = `SELECT max(stamp) FROM (SELECT stamp FROM proof_pins WHERE customer = ?1 UNION ALL
    SELECT stamp FROM proof_tries WHERE customer = ?1 UNION ALL SELECT stamp FROM proof_right WHERE customer = ?1)`;
  return state.value<string | null>(sql, no) ?? '';
}

/** Tries that are left before the person's PIN is locked. */
export function triesLeft(state: Reader, no: number): number {
  const tries = 'SELECT count(*) FROM proof_tries WHERE customer = ?';
  const wrong = state.value<number>(tries, pinRow(state, no));
  return Math.max(0, TRIES_MAX - (wrong ?? 0));
}

/** The number that a code is texted to. */
export function mobileOf(state: Reader, no: number): string | undefined {
  return phonesOf(state, no).find((key) => normalizeNumber(key).kind === 'mobile');
}

/** What is enough for a payment of `amount` fen from stored value; see `proofsFor`. */
export function proofsNeeded(
  state: Reader,
  no: number,
  amount: number,
  now: number,
): ReturnType<typeof proofsFor> {
  const payment = {
    amount,
    hasPin: pinOf(state, no) !== undefined,
    hasMobile: mobileOf(state, no) !== undefined,
    byCard: spentByCard(state, no, now - DAY_MS),
  };
  return proofsFor(proofRulesAt(state, now), payment);
}

/** Paid with nothing but a card since `since`, at this till. */
function spentByCard(state: Reader, no: number, since: number): number {
  const sql = `SELECT sum(amount) FROM proof_passes WHERE customer IN ${PERSON_ROWS} AND how = 'card' AND used = 1 AND at >= ?2`;
  return state.value<number | null>(sql, no, since) ?? 0;
}

export interface Pass {
  readonly customer: number;
  readonly how: ProofHow;
  readonly amount: number;
  readonly until: number;
  readonly used: number;
}

export function passBy(state: Reader, pass: string): Pass | undefined {
  return state.one<Pass>('SELECT customer, how, amount, until, used FROM proof_passes WHERE pass = ?', pass);
}

export interface Code extends KeptPin {
  readonly customer: number;
  readonly amount: number;
  readonly until: number;
  readonly wrong: number;
  readonly used: number;
}

export function codeBy(state: Reader, code: string): Code | undefined {
  return state.one<Code>(
    'SELECT customer, salt, hash, amount, until, wrong, used FROM proof_codes WHERE code = ?',
    code,
  );
}

/** Codes that were sent from `since` to `until`: those of a clock that was ahead are beyond it. */
export function codesBetween(state: Reader, no: number, since: number, until: number): number {
  const sql = `SELECT count(*) FROM proof_codes WHERE customer IN ${PERSON_ROWS} AND at BETWEEN ?2 AND ?3`;
  return state.value<number>(sql, no, since, until) ?? 0;
}
