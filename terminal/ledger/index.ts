export type { Account, LedgerEvents } from './events.js';
export { type Balances, balancesOf } from './queries.js';
