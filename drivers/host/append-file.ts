import * as fs from 'node:fs';
import { diskError } from './disk-error.js';
import type { AppendFile } from './types.js';

type Done = (error: Error | null) => void;

/** write(2) may take only a part (disk nearly full, signal): go on until all of it is in, or an error says why not. */
function writeAll(
  fd: number,
  bytes: Uint8Array,
  offset: number,
  took: (count: number) => void,
  done: Done,
): void {
  fs.write(fd, bytes, offset, bytes.length - offset, null, (error, count) => {
    if (error !== null) return done(error);
    took(count);
    if (offset + count >= bytes.length) return done(null);
    if (count === 0) return done(Object.assign(new RangeError('no byte was taken'), { code: 'ENOSPC' }));
    writeAll(fd, bytes, offset + count, took, done);
  });
}

/**
 * A write returns when its bytes, and the length that is needed to read them, are on the medium, as after write(2) and
 * fdatasync(2) (open(2), "Synchronized I/O"): one trip to node's threads instead of two. 0 where the system has no such
 * flag; `sync` then does all of the work.
 */
const SYNCED = fs.constants.O_DSYNC ?? 0;
const FLAGS = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_APPEND | SYNCED;

/** Opens `path` for appending and makes it when it is not there. Errors: `disk/…`. */
export async function openAppend(path: string): Promise<AppendFile> {
  const run = <T>(doing: string, start: (done: (error: Error | null, value?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      start((error, value) => (error === null ? resolve(value) : reject(diskError(doing, path, error))));
    });

  const fd = (await run<number>('open', (done) => fs.open(path, FLAGS, 0o600, done))) ?? -1;
  let size = 0;
  /** Something was done that no synced write has taken to the medium. */
  let unsynced = false;
  try {
    size = (await run<fs.Stats>('look at', (done) => fs.fstat(fd, done)))?.size ?? 0;
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
  const grow = (count: number) => {
    size += count;
  };

  return {
    get size() {
      return size;
    },
    async append(bytes) {
      if (SYNCED === 0) unsynced = true;
      if (bytes.length > 0) await run('write to', (done) => writeAll(fd, bytes, 0, grow, done));
    },
    async sync() {
      if (!unsynced) return;
      await run('sync', (done) => fs.fdatasync(fd, done));
      unsynced = false;
    },
    async truncate(length) {
      unsynced = true;
      await run('cut', (done) => fs.ftruncate(fd, length, done));
      size = length;
    },
    async close() {
      await run('close', (done) => fs.close(fd, done));
    },
  };
}
