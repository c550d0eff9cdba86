export type { ShopEvents } from './events.js';
export { type Shop, shopOf } from './queries.js';
export { shopTables } from './tables.js';
