export { proposedCount } from './queries.js';
export { createCareService } from './service.js';
