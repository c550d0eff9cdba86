import * as fs from 'node:fs';
import { sleep } from '../host/timing.js';
import type { Clock } from '../host/types.js';
import { listeners } from './listeners.js';
import { notOpen, transportError } from './transport-error.js';
import type { Transport } from './types.js';

export interface LpOptions {
  /** `/dev/usb/lp0` or a by-path link to it. */
  readonly path: string;
  readonly clock: Clock;
}

/** Small enough that a printer which stops in the middle has taken little that we do not know of. */
const CHUNK_BYTES = 2048;
const BUSY_WAIT_MS = 20;
const READ_EVERY_MS = 50;
const READ_BYTES = 256;

function errno(error: NodeJS.ErrnoException | null): string {
  return error?.code ?? '';
}

/**
 * A USB printer through the kernel's usblp. Opened non-blocking: a blocking write to usblp never returns while the paper is
 * out. So EAGAIN and ENOSPC (paper out, with LPABORT) mean "wait", without limit; `close()` ends the waiting, and the caller
 * sets the deadline. The answers of the printer are fetched every 50 ms, because usblp offers node nothing to wait on.
 */
export function lpTransport({ path, clock }: LpOptions): Transport {
  const data = listeners<[Uint8Array]>();
  const closed = listeners<[Error?]>();
  let fd: number | undefined;
  let life = new AbortController();

  const end = (cause: Error) => {
    if (fd === undefined) return;
    fs.close(fd, () => undefined);
    fd = undefined;
    life.abort();
    closed.call(transportError(path, cause));
  };

  const takeSome = (bytes: Uint8Array, to: number) =>
    new Promise<number>((resolve, reject) => {
      fs.write(to, bytes, 0, Math.min(bytes.length, CHUNK_BYTES), null, (error, count) => {
        if (error === null) return resolve(count);
        if (['EAGAIN', 'ENOSPC', 'EINTR'].includes(errno(error))) return resolve(0);
        reject(error);
      });
    });

  const writeAll = async (bytes: Uint8Array, to: number, signal: AbortSignal) => {
    for (let sent = 0; sent < bytes.length; ) {
      if (signal.aborted) throw notOpen(path);
      const count = await takeSome(bytes.subarray(sent), to);
      sent += count;
      if (count === 0) await sleep(clock, BUSY_WAIT_MS, signal);
    }
  };

  const pollReads = (from: number, signal: AbortSignal) => {
    const buffer = new Uint8Array(READ_BYTES);
    const again = () => {
      if (!signal.aborted) clock.after(READ_EVERY_MS, poll);
    };
    const poll = () => {
      if (signal.aborted) return;
      fs.read(from, buffer, 0, READ_BYTES, null, (error, count) => {
        if (signal.aborted) return;
        // EINVAL: the printer has no way back (unidirectional); it can print all the same.
        if (errno(error) === 'EINVAL') return;
        if (error !== null && !['EAGAIN', 'EINTR'].includes(errno(error))) return end(error);
        if (error === null && count > 0) data.call(buffer.slice(0, count));
        again();
      });
    };
    again();
  };

  return {
    name: path,
    open: () =>
      new Promise((resolve, reject) => {
        fs.open(
          path,
          fs.constants.O_RDWR | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY,
          (error, opened) => {
            if (error !== null) return reject(transportError(path, error));
            fd = opened;
            life = new AbortController();
            pollReads(opened, life.signal);
            resolve();
          },
        );
      }),
    close: () =>
      new Promise((resolve) => {
        life.abort();
        if (fd === undefined) return resolve();
        fs.close(fd, () => resolve());
        fd = undefined;
      }),
    async write(bytes) {
      if (fd === undefined) throw notOpen(path);
      try {
        await writeAll(bytes, fd, life.signal);
      } catch (cause) {
        throw transportError(path, cause);
      }
    },
    onData: data.add,
    onClose: closed.add,
  };
}
