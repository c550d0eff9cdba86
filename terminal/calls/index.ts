export { type CallDesk, createCallDesk, type DeskChange, type LiveCall } from './desk.js';
export type { CallsEvents } from './events.js';
export { callHappenings } from './happenings.js';
export { callLog, isBlocked, type LoggedCall, missedCount } from './queries.js';
