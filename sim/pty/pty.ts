/**
 * A pseudo terminal on which we are the device and somebody else is the host: the end of the wire that a modem or a
 * printer has. The client opens the link as it would open /dev/ttyUSB0.
 *
 * INVARIANTS
 * - The client's side stays open here too, so that a client that closes it neither ends the device nor loses settings.
 * - The line is raw from the first byte: no echo, no CR/LF translation, no signals made of Ctrl-C.
 * - What the client does not read is dropped beyond a cap, as a UART without flow control drops it; we never block.
 *
 * No child process may inherit the master: it would keep the line up after `unplug()`, and node-pty opens it without FD_CLOEXEC. So two
 * `cat` processes hold it instead of this one, one for each direction; `unplug()` ends both.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { messageOf, TerminalError } from '../../protocol/errors.js';

const run = promisify(execFile);

/** Bytes kept for a client that does not read, beyond the kernel's own buffers. */
const UNREAD_BYTES_MAX = 64 * 1024;

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
  const held = openSync(pty, constants.O_RDWR | constants.O_NOCTTY);
  closeSync(slave);
  const reader = spawn('cat', { stdio: [master, 'pipe', 'ignore'] }).on('error', lost);
  const writer = spawn('cat', { stdio: ['pipe', master, 'ignore'] }).on('error', lost);
  closeSync(master);
  const close = async (): Promise<void> => {
    await Promise.all([ended(reader), ended(writer)]);
    closeSync(held);
  };
  const [stdout, stdin] = [piped(reader.stdout), piped(writer.stdin)];
  // EPIPE once the line is being closed: its end is awaited in close().
  stdin.on('error', () => undefined);
  stdout.on('data', (chunk: Buffer) => receive(chunk));
  try {
    await run('stty', ['-F', pty, 'raw', '-echo']);
  } catch (cause) {
    await close();
    throw new TerminalError('sim/no-pty', `cannot set ${pty} raw: ${messageOf(cause)}`, { cause });
  }
  return {
    path: pty,
    write: (bytes) => {
      if (stdin.writable && stdin.writableLength < UNREAD_BYTES_MAX) stdin.write(bytes);
    },
    close,
  };
}

/** A `cat` that cannot be started is told by its missing pid and pipes; the event that follows says nothing new. */
function lost(): void {}

/** @throws TerminalError `sim/no-pty` when the process that has the pipe did not start. */
function piped<T>(stream: T | null): T {
  if (stream === null)
    throw new TerminalError('sim/no-pty', 'cannot start cat to carry the bytes of the PTY');
  return stream;
}

/** Ends a process; resolves when it is gone and its descriptors with it. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function openNative(native: NativePty): ReturnType<NativePty['open']> {
  try {
    return native.open(80, 24);
  } catch (cause) {
    throw new TerminalError('sim/no-pty', `no PTY: ${messageOf(cause)}`, { cause });
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
