export { type Obeyed, obey } from './commands.js';
export type { OwnerEvents } from './events.js';
export { withoutPin } from './orders.js';
export { isTerminalLocked, ownerByKey, ownerKeys } from './queries.js';
export { createSummary } from './summary.js';
