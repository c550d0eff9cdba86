export type { ImportingEvents } from './events.js';
