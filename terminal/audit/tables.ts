import { defineTables } from '../kernel/capability.js';
import type { AuditEvents } from './events.js';

/** None: who looked is read from the journal itself. */
export const auditTables = defineTables<AuditEvents>({
  name: 'audit',
  version: 1,
  schema: '',
  apply: { 'audit.looked': () => undefined, 'audit.exported': () => undefined },
});
