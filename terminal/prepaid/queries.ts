import { PERSON_ROWS, personOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { DEFAULT_RULES, type PrepaidRules } from './rules.js';

/** What holds at `now`: of the rules that have begun the ones that began last. */
export function prepaidRulesAt(state: Reader, now: number): PrepaidRules {
  const json = state.value<string>(
    'SELECT rules FROM prepaid_rules WHERE begins <= ? ORDER BY begins DESC, since DESC LIMIT 1',
    now,
  );
  return json === undefined ? DEFAULT_RULES : (JSON.parse(json) as PrepaidRules);
}

export interface Recharge {
  readonly no: number;
  readonly id: string;
  readonly number: string;
  /** Row number of the person. */
  readonly customer: number;
  /** Id of whom it was topped up for: another name of the person when they were merged since. */
  readonly payer: string;
  readonly amount: number;
  readonly bonus: number;
  readonly points: number;
  readonly at: number;
  /** Not refunded yet. */
  readonly amountLeft: number;
  readonly bonusLeft: number;
  readonly pointsLeft: number;
}

const COLUMNS = `r.no, r.id, r.number, ${personOf('r.customer')} AS customer,
  (SELECT id FROM customers WHERE no = r.customer) AS payer, r.amount, r.bonus, r.points, r.at,
  r.amount - coalesce(sum(b.principal), 0) AS amountLeft, r.bonus - coalesce(sum(b.bonus + b.kept), 0) AS bonusLeft,
  r.points - coalesce(sum(b.points), 0) AS pointsLeft
  FROM recharges r LEFT JOIN recharge_refunds b ON b.recharge = r.no`;

/** By id or by the number on its receipt. */
export function rechargeBy(state: Reader, idOrNumber: string): Recharge | undefined {
  return state.one<Recharge>(
    `SELECT ${COLUMNS} WHERE r.no = (SELECT no FROM recharges WHERE id = ?1 OR number = ?1) GROUP BY r.no`,
    idOrNumber,
  );
}

/** Of one customer, newest first. */
export function rechargesOf(state: Reader, customerNo: number, offset: number, limit: number): Recharge[] {
  return state.all<Recharge>(
    `SELECT ${COLUMNS} WHERE r.customer IN ${PERSON_ROWS} GROUP BY r.no ORDER BY r.at DESC, r.no DESC LIMIT ?2 OFFSET ?3`,
    customerNo,
    limit,
    offset,
  );
}

export function rechargeCount(state: Reader, customerNo: number): number {
  return (
    state.value<number>(`SELECT count(*) FROM recharges WHERE customer IN ${PERSON_ROWS}`, customerNo) ?? 0
  );
}

/** The next recharge's, and the next refund's, serial number. */
export function nextRecharge(state: Reader): number {
  return (state.value<number>('SELECT max(no) FROM recharges') ?? 0) + 1;
}

export function nextRechargeRefund(state: Reader): number {
  return (state.value<number>('SELECT max(no) FROM recharge_refunds') ?? 0) + 1;
}

export interface RechargeTotals {
  readonly count: number;
  /** Cash taken, fen. */
  readonly taken: number;
  /** Cash given back, fen. */
  readonly given: number;
}

/** At this terminal from `since` on, before `until`. */
export function rechargesSince(
  state: Reader,
  since: number,
  until = Number.MAX_SAFE_INTEGER,
): RechargeTotals {
  const taken = state.one<{ count: number; sum: number }>(
    'SELECT count(*) AS count, coalesce(sum(amount), 0) AS sum FROM recharges WHERE at >= ? AND at < ?',
    since,
    until,
  );
  const given = state.value<number>(
    'SELECT coalesce(sum(cash), 0) FROM recharge_refunds WHERE at >= ? AND at < ?',
    since,
    until,
  );
  return { count: taken?.count ?? 0, taken: taken?.sum ?? 0, given: given ?? 0 };
}
