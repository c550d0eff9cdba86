/** A day in one text. */
import { missedCount } from '../calls/index.js';
import { openCaseCount } from '../cases/index.js';
import { type DayTotals, dayTotals } from '../counter/index.js';
import type { Reader } from '../kernel/database.js';
import { civilOf, startOfDay, unreadCount } from '../messaging/index.js';
import type { Period } from './closing.js';

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Whether any money moved. */
export function wasBusy(state: Reader, { since, until }: Period): boolean {
  const { sales, refunds, recharges, rechargesGiven, deposits } = dayTotals(state, since, until);
  return [sales.count, refunds.count, recharges, rechargesGiven, deposits.count, deposits.given].some(
    (one) => one !== 0,
  );
}

/**
 * Sales, and what waits. Refunds, stored value, points and deposits are named only on a day that has them; then the cash that the drawer
 * should hold more is named too. Of today, unless another period is given.
 */
export function figuresText(
  state: Reader,
  now: number,
  zone: string,
  { since, until }: Period = { since: startOfDay(now, zone) },
): string {
  const { month, day } = civilOf(since, zone);
  const totals = dayTotals(state, since, until);
  const { sales, cash } = totals;
  const besides = besidesSales(totals);
  const parts = [
    `${month}月${day}日: 销售${yuan(sales.amount)}元`,
    `${sales.count}笔`,
    ...besides,
    ...(besides.length === 0 ? [] : [`钱箱应多${yuan(cash)}元`]),
    `未回来电${missedCount(state)}`,
    `未读短信${unreadCount(state)}`,
    `未结服务单${openCaseCount(state)}`,
  ];
  return `${parts.join('，')}。`;
}

function besidesSales(totals: DayTotals): string[] {
  const { refunds, salesStored, salesPoints, rechargesTaken, rechargesGiven, deposits } = totals;
  const stored = [
    ...(salesStored === 0 ? [] : [`储值付${yuan(salesStored)}元`]),
    ...(salesPoints === 0 ? [] : [`积分抵${yuan(salesPoints)}元`]),
  ];
  const moved = (words: string, came: number, went: number): string[] =>
    came === 0 && went === 0 ? [] : [`${words}${yuan(came)}元退${yuan(went)}元`];
  return [
    ...stored,
    ...(refunds.count === 0 ? [] : [`退款${yuan(refunds.amount)}元${refunds.count}笔`]),
    ...moved('充值', rechargesTaken, rechargesGiven),
    ...moved('收押金', deposits.taken, deposits.given),
  ];
}
