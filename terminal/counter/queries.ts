import { type DepositTotals, depositsSince } from '../deposits/index.js';
import { PERSON_ROWS, personOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { rechargesSince } from '../prepaid/index.js';
import type { PaidParts as Paid } from './events.js';

export interface Purchase {
  readonly at: number;
  /** fen */
  readonly amount: number;
  /** Names of what was bought; empty when only the amount was rung up. */
  readonly items: string;
}

/** Newest first. */
export function purchasesOf(state: Reader, customerNo: number, limit: number): Purchase[] {
  return state.all<Purchase>(
    `SELECT at, amount, items FROM sales WHERE customer IN ${PERSON_ROWS} ORDER BY at DESC LIMIT ?2`,
    customerNo,
    limit,
  );
}

export interface RecentSale {
  readonly at: number;
  /** fen */
  readonly amount: number;
  /** Row number. */
  readonly customer: number | null;
}

/** Sales at this terminal, the newest first. */
export function recentSales(state: Reader, limit: number): RecentSale[] {
  return state.all<RecentSale>(
    `SELECT at, amount, ${personOf('customer')} AS customer
       FROM sales WHERE id <> '' ORDER BY no DESC LIMIT ?`,
    limit,
  );
}

export interface Totals {
  readonly count: number;
  /** fen */
  readonly amount: number;
}

/** Sales at this terminal from `since` on, before `until`. */
export function salesSince(state: Reader, since: number, until = Number.MAX_SAFE_INTEGER): Totals {
  const sql =
    "SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM sales WHERE at >= ? AND at < ? AND id <> ''";
  return state.one<Totals>(sql, since, until) ?? { count: 0, amount: 0 };
}

/** How many sales this terminal has made; the next serial number follows. */
export function saleCount(state: Reader): number {
  return state.value<number>('SELECT last FROM sale_serial') ?? 0;
}

/** A sale, and what is left of it after refunds. All money in fen. */
export interface SaleLeft {
  readonly no: number;
  readonly id: string;
  readonly number: string;
  readonly at: number;
  readonly amount: number;
  readonly items: string;
  /** Row number of the person. */
  readonly customer: number | null;
  /** Id of whom it was sold to: another name of the person when they were merged since. */
  readonly buyer: string | null;
  /** Points, before any refund. */
  readonly earned: number;
  readonly left: Paid & { readonly amount: number; readonly points: number };
}

type SaleRow = Omit<SaleLeft, 'left'> & Paid & { readonly amountLeft: number; readonly points: number };

const LEFT = `SELECT s.no, s.id, s.number, s.at, s.amount, s.items,
  ${personOf('s.customer')} AS customer,
  (SELECT id FROM customers WHERE no = s.customer) AS buyer, s.points AS earned,
  s.amount - coalesce(sum(r.amount), 0) AS amountLeft,
  s.points - coalesce(sum(r.points), 0) AS points,
  s.amount - s.principal - s.bonus - s.worth - coalesce(sum(r.cash), 0) AS cash,
  s.principal - coalesce(sum(r.principal), 0) AS principal, s.bonus - coalesce(sum(r.bonus), 0) AS bonus,
  s.used - coalesce(sum(r.used), 0) AS used, s.worth - coalesce(sum(r.worth), 0) AS worth
  FROM sales s LEFT JOIN refunds r ON r.sale = s.no`;

/** A sale at this terminal by its id or by the number on its receipt. */
export function saleBy(state: Reader, idOrNumber: string): SaleLeft | undefined {
  const row = state.one<SaleRow>(
    `${LEFT} WHERE s.id <> '' AND s.no IN (SELECT no FROM sales WHERE id <> '' AND id = ?1
       UNION SELECT no FROM sales WHERE id <> '' AND number = ?1) GROUP BY s.no`,
    idOrNumber,
  );
  return row && leftOf(row);
}

export interface WhichSales {
  /** Row number; everybody's without. */
  readonly customer?: number;
  /** Part of a receipt's number. */
  readonly query?: string;
}

const WHICH = `id <> '' AND (?1 = 0 OR customer IN ${PERSON_ROWS}) AND (?2 = '' OR instr(number, ?2) > 0)`;

/** Sales at this terminal, newest first. */
export function salesLeft(
  state: Reader,
  {
    customer = 0,
    query = '',
    offset,
    limit,
  }: WhichSales & { readonly offset: number; readonly limit: number },
): SaleLeft[] {
  const rows = state.all<SaleRow>(
    `${LEFT} WHERE s.no IN (SELECT no FROM sales WHERE ${WHICH} ORDER BY no DESC LIMIT ?3 OFFSET ?4)
       GROUP BY s.no ORDER BY s.no DESC`,
    customer,
    query,
    limit,
    offset,
  );
  return rows.map(leftOf);
}

export function salesTotal(state: Reader, { customer = 0, query = '' }: WhichSales): number {
  return state.value<number>(`SELECT count(*) FROM sales WHERE ${WHICH}`, customer, query) ?? 0;
}

function leftOf({ amountLeft, points, cash, principal, bonus, used, worth, ...sale }: SaleRow): SaleLeft {
  return { ...sale, left: { amount: amountLeft, points, cash, principal, bonus, used, worth } };
}

/** What a customer paid from `since` on, less what went back. */
export function spentSince(state: Reader, customer: number, since: number): number {
  const paid = state.value<number>(
    `SELECT coalesce(sum(amount), 0) FROM sales WHERE customer IN ${PERSON_ROWS} AND at >= ?2`,
    customer,
    since,
  );
  const back = state.value<number>(
    `SELECT coalesce(sum(r.amount), 0) FROM sales s JOIN refunds r ON r.sale = s.no
       WHERE s.customer IN ${PERSON_ROWS} AND s.at >= ?2`,
    customer,
    since,
  );
  return (paid ?? 0) - (back ?? 0);
}

/** Points that a customer's sales earned from `since` on, less what refunds took back. */
export function earnedSince(state: Reader, customer: number, since: number): number {
  const whose = `s.customer IN ${PERSON_ROWS} AND s.at >= ?2`;
  const sum = (sql: string) => state.value<number>(sql, customer, since) ?? 0;
  const earned = sum(`SELECT coalesce(sum(s.points), 0) FROM sales s WHERE ${whose}`);
  return (
    earned -
    sum(`SELECT coalesce(sum(r.points), 0) FROM sales s JOIN refunds r ON r.sale = s.no WHERE ${whose}`)
  );
}

const PAID = `SELECT customer, sum(amount), sum(points) FROM sales
  WHERE customer > ? AND customer <= ? AND at >= ? GROUP BY customer`;
const BACK = `SELECT s.customer, -sum(r.amount), -sum(r.points) FROM sales s JOIN refunds r ON r.sale = s.no
  WHERE s.customer > ? AND s.customer <= ? AND s.at >= ? GROUP BY s.customer`;

/** `spentSince` and `earnedSince` of the rows after `after` up to `to`, each row by itself: told in parts, to be summed. */
export function eachSum(
  state: Reader,
  { after, to, since }: { readonly after: number; readonly to: number; readonly since: number },
  tell: (no: number, spent: number, earned: number) => void,
): void {
  for (const sql of [PAID, BACK])
    state.each(sql, [after, to, since], ([no, spent, earned]) =>
      tell(no as number, spent as number, earned as number),
    );
}

export function nextRefund(state: Reader): number {
  return (state.value<number>('SELECT max(no) FROM refunds') ?? 0) + 1;
}

export function isRefund(state: Reader, idOrNumber: string): boolean {
  return state.value('SELECT 1 FROM refunds WHERE id = ?1 OR number = ?1', idOrNumber) !== undefined;
}

/** What came into a drawer and left it in a day, and why. All money in fen. */
export interface DayTotals {
  readonly sales: Totals;
  readonly salesCash: number;
  readonly salesStored: number;
  readonly salesPoints: number;
  readonly refunds: Totals;
  readonly refundsCash: number;
  readonly recharges: number;
  readonly rechargesTaken: number;
  readonly rechargesGiven: number;
  readonly deposits: DepositTotals;
  readonly cash: number;
}

/** At this terminal from `since` on, before `until`. */
export function dayTotals(state: Reader, since: number, until = Number.MAX_SAFE_INTEGER): DayTotals {
  const sales = salesSince(state, since, until);
  const parts = state.one<{ stored: number; worth: number }>(
    "SELECT coalesce(sum(principal + bonus), 0) AS stored, coalesce(sum(worth), 0) AS worth FROM sales WHERE at >= ? AND at < ? AND id <> ''",
    since,
    until,
  ) ?? { stored: 0, worth: 0 };
  const refunds = state.one<Totals & { readonly cash: number }>(
    'SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount, coalesce(sum(cash), 0) AS cash FROM refunds WHERE at >= ? AND at < ?',
    since,
    until,
  ) ?? { count: 0, amount: 0, cash: 0 };
  const recharges = rechargesSince(state, since, until);
  const deposits = depositsSince(state, since, until);
  const salesCash = sales.amount - parts.stored - parts.worth;
  return {
    sales,
    salesCash,
    salesStored: parts.stored,
    salesPoints: parts.worth,
    refunds: { count: refunds.count, amount: refunds.amount },
    refundsCash: refunds.cash,
    recharges: recharges.count,
    rechargesTaken: recharges.taken,
    rechargesGiven: recharges.given,
    deposits,
    cash: salesCash - refunds.cash + recharges.taken - recharges.given + deposits.taken - deposits.given,
  };
}
