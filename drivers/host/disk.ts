import * as fs from 'node:fs/promises';
import { openAppend } from './append-file.js';
import { diskError, errnoOf } from './disk-error.js';
import type { Disk } from './types.js';

/** Runs one file operation; what node throws becomes `disk/…` with the path in it. */
async function on<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw diskError(doing, path, cause);
  }
}

/** `work`, or `fallback` when the file or folder is not there. */
async function ifThere<T>(work: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return fallback;
    throw cause;
  }
}

async function withFile<T>(
  path: string,
  flags: string,
  use: (file: fs.FileHandle) => Promise<T>,
): Promise<T> {
  const file = await fs.open(path, flags, 0o600);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function readAt(path: string, offset: number, length: number): Promise<Uint8Array> {
  return withFile(path, 'r', async (file) => {
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  });
}

/** In one read rather than in the half-megabyte pieces of `readFile`: a snapshot has eighty of them. */
async function readWhole(path: string): Promise<Uint8Array> {
  const { size } = await fs.stat(path);
  const bytes = await readAt(path, 0, size);
  return bytes.length === size && size > 0 ? bytes : fs.readFile(path);
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await withFile(path, 'w', async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

async function fileBytes(path: string): Promise<number | undefined> {
  const facts = await fs.stat(path);
  return facts.isDirectory() ? undefined : facts.size;
}

async function freeBytes(path: string): Promise<number> {
  const facts = await fs.statfs(path);
  return facts.bavail * facts.bsize;
}

/** The machine's own file system. Files are made for their owner alone (0600), folders 0700. */
export function systemDisk(): Disk {
  return {
    async makeDir(path) {
      await on('make folder', path, () => fs.mkdir(path, { recursive: true, mode: 0o700 }));
    },
    list: (dir) => on('list', dir, () => ifThere(async () => (await fs.readdir(dir)).sort(), [])),
    size: (path) => on('look at', path, () => ifThere(() => fileBytes(path), undefined)),
    read: (path) => on('read', path, () => readWhole(path)),
    readAt: (path, offset, length) => on('read', path, () => readAt(path, offset, length)),
    openAppend,
    write: (path, bytes) => on('write', path, () => writeNew(path, bytes)),
    rename: (from, to) => on('rename', from, () => fs.rename(from, to)),
    remove: (path) => on('remove', path, () => fs.rm(path)),
    syncDir: (path) => on('sync', path, () => withFile(path, 'r', (dir) => dir.sync())),
    free: (path) => on('measure', path, () => ifThere(() => freeBytes(path), undefined)),
  };
}
