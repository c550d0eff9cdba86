export type { AuditEvents } from './events.js';
export { noteExport, noteLook } from './trace.js';
