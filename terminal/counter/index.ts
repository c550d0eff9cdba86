export type { Sold } from './commands.js';
export type { CounterEvents, SoldItem } from './events.js';
export { type Purchase, purchasesOf, recentSales, salesSince } from './queries.js';
