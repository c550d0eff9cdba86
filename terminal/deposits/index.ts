export type { DepositsEvents } from './events.js';
export { depositHappenings, depositMoveHappenings } from './happenings.js';
export { type DepositTotals, depositsSince } from './queries.js';
