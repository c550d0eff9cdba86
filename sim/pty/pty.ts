/**
 * A pseudo terminal on which we are the device and somebody else is the host: the end of the wire that a modem or a
 * printer has. The client opens the link as it would open /dev/ttyUSB0.
 *
 * INVARIANTS
 * - The client's side stays open here too, so that a client that closes it neither ends the device nor loses settings.
 * - The line is raw from the first byte: no echo, no CR/LF translation, no signals made of Ctrl-C.
 * - What the client does not read is dropped beyond a cap, as a UART without flow control drops it; we never block.
 *
 * A child process started while the PTY is plugged inherits its descriptors (node-pty opens them without FD_CLOEXEC)
 * and would keep the line up over an `unplug()`: start long-lived children first, or in another process.
 */
import { execFile } from 'node:child_process';
import { close, writeSync } from 'node:fs';
import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import { messageOf, TerminalError } from '../../protocol/errors.js';

const run = promisify(execFile);
const closeFd = promisify(close);

/** Bytes kept for a client that does not read, beyond the kernel's own buffer. */
const UNREAD_BYTES_MAX = 64 * 1024;
const RETRY_MS = 5;

export interface PtyOptions {
  /** Where the link to the client's side is put; replaced when it exists. Without it only `path()` tells. */
  readonly link?: string;
}

export interface Pty {
  /** What a client opens now (`/dev/pts/7`), or undefined while unplugged. */
  path(): string | undefined;
  /** Bytes to the client; dropped while unplugged. */
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** The cable is pulled: the client sees the hang-up, the link goes. */
  unplug(): Promise<void>;
  /** The cable is back: a new PTY under the same link. */
  plug(): Promise<void>;
  /** Unplugs for good. */
  close(): Promise<void>;
}

interface Line {
  readonly path: string;
  write(bytes: Uint8Array): void;
  close(): Promise<void>;
}

/** node-pty's native part; not in its typings. */
interface NativePty {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
}

/**
 * Opens a PTY and links it.
 * @throws TerminalError `sim/no-pty` when node-pty is not installed or the system has no PTY left, `sim/link` when the
 * link cannot be made.
 */
export async function openPty(options: PtyOptions = {}): Promise<Pty> {
  const native = await loadNative();
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const receive = (bytes: Uint8Array): void => {
    for (const listener of listeners) listener(bytes);
  };
  let line: Line | undefined;

  const plug = async (): Promise<void> => {
    if (line) return;
    const opened = await openLine(native, receive);
    line = opened;
    if (options.link === undefined) return;
    try {
      await replaceLink(options.link, opened.path);
    } catch (cause) {
      line = undefined;
      await opened.close();
      throw new TerminalError('sim/link', `cannot link ${options.link}: ${messageOf(cause)}`, { cause });
    }
  };
  const unplug = async (): Promise<void> => {
    const closing = line;
    line = undefined;
    if (!closing) return;
    if (options.link !== undefined) await removeOwnLink(options.link, closing.path);
    await closing.close();
  };

  await plug();
  return {
    path: () => line?.path,
    write: (bytes) => line?.write(bytes),
    onData: (listener) => void listeners.add(listener),
    plug,
    unplug,
    close: unplug,
  };
}

async function loadNative(): Promise<NativePty> {
  try {
    const { default: module } = (await import('node-pty')) as unknown as { default: { native?: NativePty } };
    if (module.native) return module.native;
  } catch (cause) {
    throw new TerminalError('sim/no-pty', `node-pty is not installed: ${messageOf(cause)}`, { cause });
  }
  throw new TerminalError('sim/no-pty', 'node-pty has no PTY on this system');
}

async function openLine(native: NativePty, receive: (bytes: Uint8Array) => void): Promise<Line> {
  const { master, slave, pty } = openNative(native);
  await run('stty', ['-F', pty, 'raw', '-echo']);
  const reader = new ReadStream(master);
  reader.on('data', (chunk: Buffer) => receive(chunk));
  // EIO is how Linux ends a PTY; the 'close' that follows is what we wait for.
  reader.on('error', () => undefined);
  const writer = createWriter(master);
  return {
    path: pty,
    write: writer.write,
    close: async () => {
      writer.stop();
      const closed = new Promise((resolve) => reader.once('close', resolve));
      reader.destroy();
      await closed;
      await closeFd(slave);
    },
  };
}

function openNative(native: NativePty): ReturnType<NativePty['open']> {
  try {
    return native.open(80, 24);
  } catch (cause) {
    throw new TerminalError('sim/no-pty', `no PTY: ${messageOf(cause)}`, { cause });
  }
}

/** Writes without blocking: a full kernel buffer is tried again until the cap is reached. */
function createWriter(fd: number): { write(bytes: Uint8Array): void; stop(): void } {
  let unread = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const flush = (): void => {
    timer = undefined;
    while (unread.length > 0 && !stopped) {
      const written = tryWrite(fd, unread);
      if (written === 0) {
        timer = setTimeout(flush, RETRY_MS);
        timer.unref();
        return;
      }
      unread = unread.subarray(written);
    }
  };
  return {
    write: (bytes) => {
      if (stopped) return;
      unread = Buffer.concat([unread, bytes]).subarray(0, UNREAD_BYTES_MAX);
      if (!timer) flush();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function tryWrite(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw new TerminalError('sim/no-pty', `the PTY failed: ${messageOf(error)}`, { cause: error });
  }
}

/** Never a moment without a link: the new one is renamed over the old. */
async function replaceLink(link: string, target: string): Promise<void> {
  const fresh = `${link}.${process.pid}.new`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, link);
}

/** Removes the link unless somebody else has put theirs there. */
async function removeOwnLink(link: string, target: string): Promise<void> {
  const found = await readlink(link).catch(() => undefined);
  if (found === target) await rm(link, { force: true });
}
