export type { SyncEvents } from './events.js';
export type { SkippedItem } from './queries.js';
export { createSync, type Sync, type SyncStatus } from './service.js';
