/** A day in one text. */
import { missedCount } from '../calls/index.js';
import { openCaseCount } from '../cases/index.js';
import { dayTotals } from '../counter/index.js';
import type { Reader } from '../kernel/database.js';
import { civilOf, startOfDay, unreadCount } from '../messaging/index.js';

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Figures since `since`, of the day that it lies in: without it, of the shop's day that `now` lies in. */
export function figuresText(state: Reader, now: number, zone: string, since = startOfDay(now, zone)): string {
  const { month, day } = civilOf(since, zone);
  const { sales, deposits, cash } = dayTotals(state, since);
  const moved = deposits.taken !== 0 || deposits.given !== 0;
  const parts = [
    `${month}月${day}日: 销售${yuan(sales.amount)}元`,
    `${sales.count}笔`,
    ...(moved
      ? [`收押金${yuan(deposits.taken)}元退${yuan(deposits.given)}元`, `钱箱应多${yuan(cash)}元`]
      : []),
    `未回来电${missedCount(state)}`,
    `未读短信${unreadCount(state)}`,
    `未结服务单${openCaseCount(state)}`,
  ];
  return `${parts.join('，')}。`;
}
