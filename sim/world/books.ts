/** A terminal's journal as a stranger reads it off the medium: files of lines, each a checksum, a space and JSON. */
import type { MemoryDisk } from './disk/memory-disk.js';

export const DATA = '/data';

/** What a journal is read from: paths below DATA. */
export type Medium = Pick<MemoryDisk, 'paths' | 'kept' | 'keptFile' | 'keptVersion'>;

export interface BookEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface BookCommit {
  readonly seq: number;
  readonly line: string;
  readonly events: readonly BookEvent[];
}

export interface BookEntry {
  readonly seq: number;
  readonly event: BookEvent;
}

export interface Books {
  /** Commits that a power cut now would leave, in order. */
  commits(): readonly BookCommit[];
  /** Events of one type, with the commit that they are in. */
  events(type: string): readonly BookEntry[];
  /** True when what a power cut now would leave holds this text: an id is unique. */
  hold(id: string): boolean;
  /** Begins again with what is on this medium. */
  reopen(medium: Medium): void;
}

export function createBooks(first: Medium): Books {
  let medium: Medium = first;
  let commits: BookCommit[] = [];
  let byType = new Map<string, BookEntry[]>();
  /** How much of each file is read. */
  let read = new Map<string, number>();
  /** Which files these were: an erasure puts others in their place. */
  let files = new Map<string, object | undefined>();
  let version = -1;

  /** Reads on in the newest file that was read, and in those after it: the ones before it are sealed. */
  function catchUp(): void {
    if (medium.keptVersion() === version) return;
    version = medium.keptVersion();
    if ([...files].some(([path, file]) => medium.keptFile(path) !== file)) forget();
    const newest = [...read.keys()].at(-1) ?? '';
    for (const path of medium.paths()) if (path >= newest && LOG.test(path)) readOn(path);
  }

  function readOn(path: string): void {
    const from = read.get(path) ?? 0;
    const bytes = medium.kept(path, from);
    const end = bytes ? bytes.lastIndexOf(LINE_FEED) + 1 : 0;
    if (!bytes || end === 0) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, end - 1).toString('utf8');
    for (const line of text.split('\n')) keep(commitOf(line));
    read.set(path, from + end);
    files.set(path, medium.keptFile(path));
  }

  function keep(commit: BookCommit): void {
    commits.push(commit);
    for (const event of commit.events) {
      const entry = { seq: commit.seq, event };
      const same = byType.get(event.type);
      if (same) same.push(entry);
      else byType.set(event.type, [entry]);
    }
  }

  function forget(): void {
    commits = [];
    byType = new Map();
    read = new Map();
    files = new Map();
  }

  return {
    commits() {
      catchUp();
      return commits;
    },
    events(type) {
      catchUp();
      return byType.get(type) ?? [];
    },
    hold(id) {
      catchUp();
      return commits.findLast(({ line }) => line.includes(id)) !== undefined;
    },
    reopen(next) {
      medium = next;
      forget();
      version = -1;
    },
  };
}

const CHAIN = /"chain":"([^"]+)"/;
const GONE = '"gone":{';

/** The same line, or the same commit of which something was erased: its chain covers all that was not. */
export function isSameCommit(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || !(one.includes(GONE) || other.includes(GONE))) return false;
  const chain = CHAIN.exec(one)?.[1];
  return chain !== undefined && chain === CHAIN.exec(other)?.[1];
}

const LOG = /^\/data\/journal\/\d+\.log$/;
const LINE_FEED = 0x0a;
const JSON_START = 9;

function commitOf(line: string): BookCommit {
  const { seq, events } = JSON.parse(line.slice(JSON_START)) as Pick<BookCommit, 'seq' | 'events'>;
  return { seq, line, events };
}
