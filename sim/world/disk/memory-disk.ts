/**
 * A disk in memory that can fail and lose power.
 *
 * It keeps two pictures: what the program sees, and what would be there after a power cut. Bytes get into the second one
 * by `sync` (and `write`, which syncs), names by `syncDir` of their folder; nothing else survives, as POSIX allows.
 *
 * Faults that recovery must withstand, all named options: an operation that fails (`fail`), an append that takes a part
 * (`takes`, `limitRoom`), an operation that hangs (`hold`), a power cut that leaves any first part of what was appended
 * and not synced (`durable`), changed bytes (`put`). Out of what anybody can promise, and yet there: a sync of a file that
 * lies (`lie`).
 */
import type { AppendFile, Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';
import { createInode, type Inode } from './memory-inode.js';

export type DiskOperation =
  | 'makeDir'
  | 'open'
  | 'append'
  | 'sync'
  | 'truncate'
  | 'write'
  | 'rename'
  | 'remove'
  | 'syncDir';

export interface DiskFault {
  readonly error: 'full' | 'read-only' | 'failed';
  /** Which operation fails, counted from now: 1 is the next one. Reading does not count. */
  readonly nth: number;
  /** Only operations of this kind count. */
  readonly on?: DiskOperation;
  /** All after it fail as well, until `heal`. */
  readonly lasting?: boolean;
  /** An append that fails takes this many bytes first. */
  readonly takes?: number;
}

export interface CrashOptions {
  /** Bytes of what each file had appended and not synced that made it to the medium all the same; none by default. */
  readonly tornBytes?: number;
}

export interface MemoryDisk extends Disk {
  fail(fault: DiskFault): void;
  heal(): void;
  /** From now on a sync of a file returns and makes nothing durable, or is honest again. */
  lie(on: boolean): void;
  /** It has lied since it was made. */
  hasLied(): boolean;
  /** Bytes that can still be written; undefined for no limit. */
  limitRoom(bytes: number | undefined): void;
  /** The next operation of this kind waits until the returned function is called. */
  hold(on: DiskOperation): () => void;
  /** Operations so far, without reading. */
  operations(): number;
  /** Operations of one kind so far. */
  count(on: DiskOperation): number;
  /** What is there after a power cut at this moment, as a disk of its own without faults. */
  durable(options?: CrashOptions): MemoryDisk;
  /** What a power cut now would leave of a file, from byte `from` on; undefined when it would leave none. */
  kept(path: string, from?: number): Uint8Array | undefined;
  /** Stands for the file that a power cut now would leave under this name: another one when it was replaced. */
  keptFile(path: string): object | undefined;
  /** Another number whenever what a power cut would leave may have changed. */
  keptVersion(): number;
  /** Paths of all files, sorted. */
  paths(): string[];
  bytes(path: string): Uint8Array;
  /** Puts a file there, synced, name and all, past every fault. */
  put(path: string, bytes: Uint8Array): void;
  /** Takes a file away past every fault, name and all. */
  lose(path: string): void;
}

interface Picture {
  readonly files: Map<string, Inode>;
  readonly folders: Set<string>;
}

const SAYS = { full: 'the disk is full', 'read-only': 'the disk is read-only', failed: 'input/output error' };

export function memoryDisk(): MemoryDisk {
  return diskOf({ files: new Map(), folders: new Set() });
}

function diskOf(live: Picture): MemoryDisk {
  const kept: Picture = { files: new Map(live.files), folders: new Set(live.folders) };
  const faults = createFaults();
  let lies = false;
  let hasLied = false;
  let keptVersion = 0;

  function inodeAt(path: string): Inode {
    const inode = live.files.get(path);
    if (!inode) throw diskError('failed', `no such file: ${path}`);
    return inode;
  }

  function create(path: string): Inode {
    if (!live.folders.has(folderOf(path))) throw diskError('failed', `no such folder: ${folderOf(path)}`);
    const inode = createInode();
    live.files.set(path, inode);
    return inode;
  }

  function openFile(path: string): AppendFile {
    const inode = live.files.get(path) ?? create(path);
    return {
      get size() {
        return inode.size();
      },
      async append(bytes) {
        await faults.pass('append', path, bytes.length, (taken) => {
          inode.append(bytes.subarray(0, taken));
        });
      },
      async sync() {
        await faults.pass('sync', path);
        if (lies) inode.pretend();
        else inode.sync();
        keptVersion += 1;
      },
      async truncate(size) {
        await faults.pass('truncate', path);
        inode.truncate(size);
        keptVersion += 1;
      },
      close: () => Promise.resolve(),
    };
  }

  return {
    async makeDir(path) {
      await faults.pass('makeDir', path);
      for (let at = path; at !== ''; at = folderOf(at)) live.folders.add(at);
    },
    list: async (dir) => childrenOf(live, dir),
    size: async (path) => live.files.get(path)?.size(),
    read: async (path) => inodeAt(path).read(),
    readAt: async (path, offset, length) => inodeAt(path).read(offset, offset + length),
    async openAppend(path) {
      await faults.pass('open', path);
      return openFile(path);
    },
    async write(path, bytes) {
      const inode = live.files.get(path) ?? create(path);
      inode.truncate(0);
      await faults.pass('write', path, bytes.length, (taken) => {
        inode.append(bytes.subarray(0, taken));
      });
      inode.sync();
      keptVersion += 1;
    },
    async rename(from, to) {
      await faults.pass('rename', from);
      live.files.set(to, inodeAt(from));
      live.files.delete(from);
    },
    async remove(path) {
      await faults.pass('remove', path);
      inodeAt(path);
      live.files.delete(path);
    },
    async syncDir(path) {
      await faults.pass('syncDir', path);
      if (!live.folders.has(path)) throw diskError('failed', `no such folder: ${path}`);
      keepNames(live, kept, path);
      keptVersion += 1;
    },
    free: async () => faults.room(),
    lie: (on) => {
      lies = on;
      hasLied ||= on;
    },
    hasLied: () => hasLied,
    fail: faults.add,
    heal: faults.heal,
    limitRoom: faults.limitRoom,
    hold: faults.hold,
    operations: () => faults.count(),
    count: faults.count,
    durable: (options = {}) => diskOf(afterPowerCut(kept, options.tornBytes ?? 0)),
    kept: (path, from) =>
      reachable(kept.folders, folderOf(path)) ? kept.files.get(path)?.believed(from) : undefined,
    keptFile: (path) => kept.files.get(path),
    keptVersion: () => keptVersion,
    paths: () => [...live.files.keys()].sort(),
    bytes: (path) => inodeAt(path).read(),
    put(path, bytes) {
      for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
        live.folders.add(at);
        kept.folders.add(at);
      }
      const inode = createInode(bytes);
      live.files.set(path, inode);
      kept.files.set(path, inode);
      keptVersion += 1;
    },
    lose(path) {
      live.files.delete(path);
      kept.files.delete(path);
      keptVersion += 1;
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function childrenOf({ files, folders }: Picture, dir: string): string[] {
  const names = [...files.keys(), ...folders].filter((path) => folderOf(path) === dir && path !== dir);
  return names.map((path) => path.slice(dir.length + 1)).sort();
}

/** The names in `dir`, and only they, become as the program sees them. The folders above were there before the program. */
function keepNames(live: Picture, kept: Picture, dir: string): void {
  if (!kept.folders.has(dir) && folderOf(dir) === '') kept.folders.add(dir);
  for (const path of [...kept.files.keys()])
    if (folderOf(path) === dir && !live.files.has(path)) kept.files.delete(path);
  for (const [path, inode] of live.files) if (folderOf(path) === dir) kept.files.set(path, inode);
  for (const path of live.folders) if (folderOf(path) === dir) kept.folders.add(path);
}

function afterPowerCut({ files, folders }: Picture, tornBytes: number): Picture {
  const left: Picture = { files: new Map(), folders: new Set() };
  for (const path of folders) if (reachable(folders, path)) left.folders.add(path);
  for (const [path, inode] of files) {
    if (reachable(folders, folderOf(path))) left.files.set(path, createInode(inode.afterPowerCut(tornBytes)));
  }
  return left;
}

/** A file in a folder whose own name was lost is lost with it. */
function reachable(folders: ReadonlySet<string>, path: string): boolean {
  return path === '' || (folders.has(path) && reachable(folders, folderOf(path)));
}

function diskError(error: DiskFault['error'], detail: string): TerminalError {
  return new TerminalError(`disk/${error}`, `${detail}: ${SAYS[error]}`, {
    retry: error === 'full' ? 'retry' : 'person',
  });
}

/** What goes wrong, and when. */
function createFaults() {
  const counts = new Map<DiskOperation, number>();
  let faults: Array<DiskFault & { left: number }> = [];
  let holds: Array<{ readonly on: DiskOperation; readonly until: Promise<void> }> = [];
  let room: number | undefined;

  function due(on: DiskOperation): DiskFault | undefined {
    for (const fault of faults) {
      if (fault.on !== undefined && fault.on !== on) continue;
      fault.left -= 1;
      if (fault.left > 0 || (fault.left < 0 && fault.lasting !== true)) continue;
      return fault;
    }
    return undefined;
  }

  /** Lets an operation of `size` bytes happen: `take` is told how many of them are taken, also when it fails. */
  async function pass(on: DiskOperation, path: string, size = 0, take?: (taken: number) => void) {
    counts.set(on, (counts.get(on) ?? 0) + 1);
    const held = holds.find((hold) => hold.on === on);
    holds = holds.filter((hold) => hold !== held);
    await held?.until;
    const fault = due(on);
    const taken = Math.min(size, fault ? (fault.takes ?? 0) : size, room ?? size);
    if (room !== undefined) room -= taken;
    if (!fault || taken > 0) take?.(taken);
    if (fault) throw diskError(fault.error, `could not ${on} ${path}`);
    if (taken < size) throw diskError('full', `could not ${on} ${path}`);
  }

  return {
    pass,
    add: (fault: DiskFault) => void faults.push({ ...fault, left: fault.nth }),
    heal: () => {
      faults = [];
      room = undefined;
    },
    limitRoom: (bytes: number | undefined) => {
      room = bytes;
    },
    room: () => room,
    hold(on: DiskOperation): () => void {
      let release: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      holds.push({ on, until });
      return release;
    },
    count(on?: DiskOperation): number {
      if (on !== undefined) return counts.get(on) ?? 0;
      return [...counts.values()].reduce((sum, n) => sum + n, 0);
    },
  };
}
