/** The database as a pure function of the journal: an event goes to the capability that owns its type, then to those that follow it. */
import { createHash } from 'node:crypto';
import { TerminalError } from '../../protocol/errors.js';
import type { Applier, Tables } from './capability.js';
import type { Database, Writer } from './database.js';
import type { Commit, CommitHead, DomainEvent } from './events.js';

export interface Projection {
  /** Changes when a snapshot of another program version cannot be used. */
  readonly version: string;
  createSchema(db: Database): void;
  /** Throws `database/unknown-event` for a type or version nobody here knows: the program is older than its data. */
  apply(db: Writer, commit: Commit): void;
  applyEvents(db: Writer, head: CommitHead, events: readonly DomainEvent[]): void;
}

export function createProjection(capabilities: readonly Tables[]): Projection {
  const appliers = new Map<string, Applier<DomainEvent>[]>();
  const upcasts = new Map<string, Readonly<Record<number, (event: DomainEvent) => DomainEvent>>>();
  const newest = (type: string): number =>
    1 + Math.max(0, ...Object.keys(upcasts.get(type) ?? {}).map(Number));
  for (const capability of capabilities) {
    for (const [type, applier] of Object.entries(capability.apply)) appliers.set(type, [applier]);
    for (const [type, steps] of Object.entries(capability.upcast ?? {})) upcasts.set(type, steps);
  }
  for (const { follow } of capabilities)
    for (const [type, applier] of Object.entries(follow ?? {})) appliers.get(type)?.push(applier);

  function current(event: DomainEvent): DomainEvent {
    const steps = upcasts.get(event.type);
    let upcast = event;
    for (let step = steps?.[upcast.v]; step; step = steps?.[upcast.v]) upcast = step(upcast);
    return upcast;
  }

  function applyEvents(db: Writer, head: CommitHead, events: readonly DomainEvent[]): void {
    for (const event of events) {
      const owners = appliers.get(event.type);
      // Read as the shape that is known here, a newer one would make other tables than the program that wrote it.
      if (!owners || event.v > newest(event.type)) throw unknown(event, head);
      const upcast = current(event);
      for (const applier of owners) applier(db, upcast, head);
    }
  }

  return {
    version: versionOf(capabilities),
    createSchema: (db) => {
      for (const capability of capabilities) db.script(capability.schema);
    },
    apply: (db, commit) => applyEvents(db, commit, commit.events),
    applyEvents,
  };
}

function unknown({ type, v }: DomainEvent, { seq }: CommitHead): TerminalError {
  const why = `this program does not know the event ${type} of version ${v} (commit ${seq}): a newer program wrote it; install that one again`;
  return new TerminalError('database/unknown-event', why, { retry: 'person', context: { seq, type, v } });
}

function versionOf(capabilities: readonly Tables[]): string {
  const hash = createHash('sha256');
  for (const { name, version, schema } of capabilities) hash.update(`${name} ${version}\n${schema}\n`);
  return hash.digest('hex').slice(0, 16);
}
