export type { ErasureEvents } from './events.js';
export { commitsOf, untoldErasures } from './queries.js';
export { createErasureService, type ErasureService } from './service.js';
