export type { Sold } from './commands.js';
export type { CounterEvents, SoldItem } from './events.js';
export { refundHappenings, saleHappenings } from './happenings.js';
export {
  type DayTotals,
  dayTotals,
  eachSum,
  type Purchase,
  purchasesOf,
  recentSales,
  salesSince,
  spentSince,
} from './queries.js';
export { levelOf } from './quote.js';
