export type { ShopEvents } from './events.js';
export { type Shop, shopOf } from './queries.js';
