/** A terminal's journal as a stranger reads it off the medium: files of lines, each a checksum, a space and JSON. */
import type { MemoryDisk } from './disk/memory-disk.js';

export const DATA = '/data';

export interface BookEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface BookCommit {
  readonly seq: number;
  readonly line: string;
  readonly events: readonly BookEvent[];
}

export interface Books {
  /** Commits that a power cut now would leave, in order. */
  commits(): readonly BookCommit[];
  /** Events of one type, with the commit that they are in. */
  events(type: string): readonly { readonly seq: number; readonly event: BookEvent }[];
  /** True when what a power cut now would leave holds this text: an id is unique. */
  hold(id: string): boolean;
  /** Begins again with what is on this medium. */
  reopen(medium: MemoryDisk): void;
}

export function createBooks(first: MemoryDisk): Books {
  let medium = first;
  let commits: BookCommit[] = [];
  /** How much of each file is read. */
  let read = new Map<string, number>();

  function catchUp(): void {
    const logs = medium.paths().filter((path) => /^\/data\/journal\/\d+\.log$/.test(path));
    for (const path of logs) {
      const from = read.get(path) ?? 0;
      const bytes = medium.kept(path);
      if (bytes === undefined || bytes.length <= from) continue;
      const text = Buffer.from(bytes.subarray(from)).toString('utf8');
      const end = text.lastIndexOf('\n') + 1;
      for (const line of text.slice(0, end).split('\n').slice(0, -1)) commits.push(commitOf(line));
      read.set(path, from + Buffer.byteLength(text.slice(0, end)));
    }
  }

  return {
    commits() {
      catchUp();
      return commits;
    },
    events(type) {
      catchUp();
      return commits.flatMap(({ seq, events }) =>
        events.filter((event) => event.type === type).map((event) => ({ seq, event })),
      );
    },
    hold(id) {
      catchUp();
      return commits.some(({ line }) => line.includes(id));
    },
    reopen(next) {
      medium = next;
      commits = [];
      read = new Map();
    },
  };
}

const JSON_START = 9;

function commitOf(line: string): BookCommit {
  const { seq, events } = JSON.parse(line.slice(JSON_START)) as Pick<BookCommit, 'seq' | 'events'>;
  return { seq, line, events };
}
