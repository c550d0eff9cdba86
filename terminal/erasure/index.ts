export { commitsOf, untoldErasures } from './queries.js';
export { createErasureService, type ErasureService } from './service.js';
