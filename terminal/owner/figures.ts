/** A day in one text. */
import { missedCount } from '../calls/index.js';
import { openCaseCount } from '../cases/index.js';
import { salesSince } from '../counter/index.js';
import type { Reader } from '../kernel/database.js';
import { civilOf, startOfDay, unreadCount } from '../messaging/index.js';

/** Figures of the shop's day that `now` lies in. */
export function figuresText(state: Reader, now: number, zone: string): string {
  const { month, day } = civilOf(now, zone);
  const { count, amount } = salesSince(state, startOfDay(now, zone));
  const parts = [
    `${month}月${day}日: 销售${(amount / 100).toFixed(2)}元`,
    `${count}笔`,
    `未回来电${missedCount(state)}`,
    `未读短信${unreadCount(state)}`,
    `未结服务单${openCaseCount(state)}`,
  ];
  return `${parts.join('，')}。`;
}
