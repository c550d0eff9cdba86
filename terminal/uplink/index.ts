export { wishOf } from './keywords.js';
export { createUplink } from './service.js';
