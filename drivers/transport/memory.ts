import { listeners } from './listeners.js';
import { notOpen, transportError } from './transport-error.js';
import type { Transport } from './types.js';

/** The device's side of a memory transport. */
export interface MemoryPeer {
  /** Sends bytes (or Latin-1 text) to whoever has the transport open; lost when nobody has, as on a real port. */
  send(bytes: Uint8Array | string): void;
  /** What the driver wrote. */
  onWrite(listener: (bytes: Uint8Array) => void): void;
  /** Pulls the plug: an open transport closes with an error, and opening fails until `plug`. */
  unplug(): void;
  plug(): void;
  readonly isOpen: boolean;
  /** How often the transport was opened. */
  readonly opens: number;
}

export interface MemoryPair {
  readonly transport: Transport;
  readonly peer: MemoryPeer;
}

/** Two ends of a cable inside one process, for tests and the deterministic world. Bytes arrive in a later microtask, in order. */
export function memoryPair(name = 'memory'): MemoryPair {
  const data = listeners<[Uint8Array]>();
  const closed = listeners<[Error?]>();
  const written = listeners<[Uint8Array]>();
  let plugged = true;
  let open = false;
  let opens = 0;

  const transport: Transport = {
    name,
    async open() {
      if (!plugged)
        throw transportError(name, Object.assign(new RangeError('unplugged'), { code: 'ENOENT' }));
      open = true;
      opens += 1;
    },
    async close() {
      open = false;
    },
    async write(bytes) {
      if (!open) throw notOpen(name);
      const copy = bytes.slice();
      queueMicrotask(() => written.call(copy));
    },
    onData: data.add,
    onClose: closed.add,
  };
  const peer: MemoryPeer = {
    send(bytes) {
      const copy = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes.slice();
      queueMicrotask(() => {
        if (open) data.call(copy);
      });
    },
    onWrite: (listener) => {
      written.add(listener);
    },
    unplug() {
      plugged = false;
      if (!open) return;
      open = false;
      closed.call(transportError(name, Object.assign(new RangeError('unplugged'), { code: 'EIO' })));
    },
    plug() {
      plugged = true;
    },
    get isOpen() {
      return open;
    },
    get opens() {
      return opens;
    },
  };
  return { transport, peer };
}
