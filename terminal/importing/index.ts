export type { ImportingEvents } from './events.js';
export { createShelf, type Shelf } from './shelf.js';
