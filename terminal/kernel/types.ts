/** What the kernel offers, and what it is given. */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Host } from '../../drivers/host/types.js';
import type { Tables } from './capability.js';
import type { Database, Reader } from './database.js';
import type { Commit, DomainEvent, Origin } from './events.js';
import type { Ids } from './ids.js';
import type { Position } from './journal/recover.js';
import type { Tail } from './journal/tail.js';

export interface Decision<R> {
  /** None: nothing happens, nothing is written, and `result` is returned. */
  readonly events: readonly DomainEvent[];
  readonly result: R;
}

/** Throws a TerminalError to refuse; must not touch anything but what it is given. */
export type Decide<R> = (state: Reader) => Decision<R>;

export interface Cause {
  readonly actor: string;
  readonly approver?: string;
  readonly origin: Origin;
}

export interface Kernel {
  readonly state: Reader;
  readonly ids: Ids;
  /** Rejects with the refusal, with `disk/…` or `journal/…` when it could not be written: then nothing of it happened. */
  transact<R>(cause: Cause, decide: Decide<R>): Promise<R>;
  /** After the commit is durable and applied. */
  onCommit(listener: (commit: Commit) => void): Unsubscribe;
  /**
   * Takes commits that the office has of this very journal, as they are, behind the last one. Rejects with `journal/not-continued`
   * when they do not continue it.
   */
  adopt(lines: readonly Uint8Array[]): Promise<void>;
  /** Why nothing is decided, if so: the journal came out of a backup, and the office may have more of it. */
  waitsForOffice(): boolean;
  /** Nothing is missing any more, or a person goes on without: from now on `transact` works. */
  goOn(): Promise<void>;
  /** Begins a new segment: from the returned commit on, nothing is written into an older one. */
  roll(): Promise<number>;
  /** What its database is made of. */
  readonly tables: readonly Tables[];
  /**
   * Finishes a swap of segments (journal/swap.ts) while nothing is written, and goes on with `fresh`: the database that the new
   * ones up to commit `upTo` make.
   */
  exchange(fresh: Database, upTo: number): Promise<void>;
  /** Last durable commit. */
  end(): Position;
  /** Chain of the last durable commit. */
  chain(): string;
  tail(after: number): Tail;
  /** Commits since the last snapshot. */
  sinceSnapshot(): number;
  snapshot(): Promise<void>;
  /** The same without anybody waiting: made from the journal by `makeSnapshot`, if there is one. */
  snapshotBeside(): Promise<void>;
  contentHash(): string;
  close(): Promise<void>;
}

export interface Opened {
  readonly kernel: Kernel;
  /** What boot had to do; for the log and, when something was cut, for a person. */
  readonly boot: { readonly replayed: number; readonly fromSnapshot: number; readonly cutAside?: string };
}

export interface KernelOptions {
  readonly host: Host;
  readonly dir: string;
  readonly tables: readonly Tables[];
  /** Called while old commits are replayed. */
  readonly progress?: (replayed: number) => void;
  readonly segmentBytes?: number;
  /** Writes the snapshot of a position beside, from the journal alone (replica.ts): exporting the live database stops everybody. */
  readonly makeSnapshot?: MakeSnapshot;
}

export type MakeSnapshot = (wanted: { readonly dir: string; readonly upTo: Position }) => Promise<void>;
