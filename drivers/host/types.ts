/**
 * What the program needs from the machine it runs on. Real ones are made in this folder and handed out by the
 * composition roots; the deterministic world hands out simulated ones. Nothing else reads the time, sets a timer,
 * makes a random number or touches a file.
 */

/** Ends a timer; calling it again, or after the timer fired, does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Wall clock, milliseconds since 1970 UTC. May step in either direction. */
  now(): number;
  /** Milliseconds from an arbitrary start; never steps back. For durations. */
  monotonic(): number;
  /** Calls `fn` once, `ms` milliseconds from now. */
  after(ms: number, fn: () => void): Cancel;
}

export interface Random {
  /** `count` unpredictable bytes. */
  bytes(count: number): Uint8Array;
}

/** Structured log; pino has this shape. No personal data above debug. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
  child(bindings: object): Log;
}

/** A file opened for appending. Errors are TerminalError `disk/full`, `disk/read-only` or `disk/failed`. */
export interface AppendFile {
  /** Bytes in the file now. */
  readonly size: number;
  /** Appends all of `bytes`, or throws; after a throw any part of them may be in the file. */
  append(bytes: Uint8Array): Promise<void>;
  /** fdatasync: everything appended is on the medium when this resolves. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  makeDir(path: string): Promise<void>;
  /** Names in a folder, sorted; an empty list when the folder is not there. */
  list(dir: string): Promise<string[]>;
  /** Size in bytes, or undefined when there is no such file; a folder is none. */
  size(path: string): Promise<number | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** Up to `length` bytes from `offset`; fewer at the end of the file. */
  readAt(path: string, offset: number, length: number): Promise<Uint8Array>;
  openAppend(path: string): Promise<AppendFile>;
  /** Writes a new file and syncs it: no rename, see `replaceFile`. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** fsync of the folder, after a create, rename or remove. */
  syncDir(path: string): Promise<void>;
  /** Bytes free for us, or undefined when unknown. */
  free(path: string): Promise<number | undefined>;
}

export interface Host {
  readonly clock: Clock;
  readonly random: Random;
  readonly disk: Disk;
  readonly log: Log;
}
