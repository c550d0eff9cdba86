export type { SyncEvents } from './events.js';
export { feedCursor, type SkippedItem, skippedItems } from './queries.js';
export { createSync, type Sync, type SyncStatus } from './service.js';
export { syncTables } from './tables.js';
