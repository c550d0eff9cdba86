/** What a capability gives to the kernel: its tables, and how each event changes them. */
import type { Writer } from './database.js';
import type { CommitHead, DomainEvent } from './events.js';

export type Applier<E> = (db: Writer, event: E, commit: CommitHead) => void;

/** Shapes of a capability's events by type: `{ 'cards.issued': { v: 1, uid: string } }`. */
export type EventShapes = object;

export type EventOf<Shapes extends EventShapes> = {
  [Type in keyof Shapes & string]: { readonly type: Type } & Shapes[Type];
}[keyof Shapes & string];

export interface Tables {
  readonly name: string;
  /** Raise it when the schema or an applier changes its meaning: snapshots made before are then replayed. */
  readonly version: number;
  /** CREATE TABLE and CREATE INDEX. */
  readonly schema: string;
  /** Pure: no clock, no randomness, nothing read but the database. */
  readonly apply: Readonly<Record<string, Applier<DomainEvent>>>;
  /** Events of other capabilities that this one keeps something of; applied after their owner has. As pure as `apply`. */
  readonly follow?: Readonly<Record<string, Applier<DomainEvent>>>;
  /** Older shapes of an event into the next: `{ 'calls.rang': { 1: toV2 } }`. */
  readonly upcast?: Readonly<Record<string, Readonly<Record<number, (event: DomainEvent) => DomainEvent>>>>;
  /** Paths of personal values by event type: `{ 'calls.noted': ['note'] }`. See personal.ts. */
  readonly personal?: Readonly<Record<string, readonly string[]>>;
}

/** Checks that every event of `Shapes` has an applier that takes just that shape, and so for those of `Followed` that are named. */
export function defineTables<Shapes extends EventShapes, Followed extends EventShapes = object>(tables: {
  readonly name: string;
  readonly version: number;
  readonly schema: string;
  readonly apply: {
    readonly [Type in keyof Shapes & string]: Applier<{ readonly type: Type } & Shapes[Type]>;
  };
  readonly follow?: {
    readonly [Type in keyof Followed & string]?: Applier<{ readonly type: Type } & Followed[Type]>;
  };
  readonly upcast?: Tables['upcast'];
  readonly personal?: Tables['personal'];
}): Tables {
  return tables as unknown as Tables;
}
