export { type CallDesk, createCallDesk, type DeskChange, type LiveCall } from './desk.js';
export type { CallsEvents } from './events.js';
export { callCount, callLog, type LoggedCall, missedCalls, missedCount } from './queries.js';
export { callsTables } from './tables.js';
