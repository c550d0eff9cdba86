export type { ErasureEvents } from './events.js';
export { commitsOf, isErased, untoldErasures } from './queries.js';
export { createErasureService, type ErasureService } from './service.js';
