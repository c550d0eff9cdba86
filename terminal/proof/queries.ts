import { normalizeNumber } from '../../protocol/number/index.js';
import { phonesOf } from '../customers/index.js';
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

/** A customer's PIN; undefined when there is none. `no` is the row number, here and below. */
export function pinOf(state: Reader, no: number): KeptPin | undefined {
  return state.one<KeptPin>("SELECT salt, hash FROM proof_pins WHERE customer = ? AND hash <> ''", no);
}

/** The newest stamp of a PIN or a try: what is stamped next must be newer. */
export function newestPin(state: Reader): string | undefined {
  const sql = `SELECT max(stamp) FROM (SELECT max(stamp) AS stamp FROM proof_pins UNION ALL
    SELECT max(stamp) FROM proof_tries UNION ALL SELECT max(stamp) FROM proof_right)`;
  return state.value<string | null>(sql) ?? undefined;
}

/** The newest stamp of this customer's PIN and its tries; empty when there is none. */
export function pinStamp(state: Reader, no: number): string {
  const sql = `SELECT max(stamp) FROM (SELECT stamp FROM proof_pins WHERE customer = ?1 UNION ALL
    SELECT stamp FROM proof_tries WHERE customer = ?1 UNION ALL SELECT stamp FROM proof_right WHERE customer = ?1)`;
  return state.value<string | null>(sql, no) ?? '';
}

/** Tries that are left before the PIN is locked. */
export function triesLeft(state: Reader, no: number): number {
  const wrong = state.value<number>('SELECT count(*) FROM proof_tries WHERE customer = ?', no);
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
  const sql =
    "SELECT sum(amount) FROM proof_passes WHERE customer = ? AND how = 'card' AND used = 1 AND at >= ?";
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

export function codesSince(state: Reader, no: number, since: number): number {
  const sql = 'SELECT count(*) FROM proof_codes WHERE customer = ? AND at >= ?';
  return state.value<number>(sql, no, since) ?? 0;
}
