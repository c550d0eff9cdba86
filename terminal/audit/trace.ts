/** Leaves the traces that nothing else leaves. While nobody is signed up there is nobody to name, and none is left. */
import type { App } from '../app.js';
import type { EventOf } from '../kernel/capability.js';
import { STAFF } from '../staff.js';
import type { AuditEvents } from './events.js';

/** Resolves when it is written down; rejects when whoever is here may not look. */
export function noteLook(app: Pick<App, 'door' | 'kernel'>, customer: string): Promise<void> {
  return note(app, { type: 'audit.looked', v: 1, customer });
}

/** Before the file is written: without the right, or without room for this, nothing is exported. */
export function noteExport(app: Pick<App, 'door' | 'kernel'>, place: string, count: number): Promise<void> {
  return note(app, { type: 'audit.exported', v: 1, place, count });
}

async function note(
  { door, kernel }: Pick<App, 'door' | 'kernel'>,
  event: EventOf<AuditEvents>,
): Promise<void> {
  if (door.state() === 'open') return;
  await kernel.transact(STAFF, () => ({ events: [event], result: undefined }));
}
