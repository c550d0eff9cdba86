export { createUplink } from './service.js';
