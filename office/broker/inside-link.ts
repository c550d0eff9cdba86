/**
 * The office's line to the broker in its own process: no socket between them, and no byte is parsed twice.
 *
 * INVARIANTS
 * - The messages of a topic are taken in order, one after the other.
 * - The broker reads no more of a terminal's socket while a message of it is being taken, so what waits here is what one
 *   read of each socket brought.
 */

import type { Aedes } from 'aedes';
import type { DeviceStatus } from '../../drivers/device.js';
import type { Log } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { TerminalError } from '../../protocol/errors.js';

type Deliver = Parameters<Aedes['subscribe']>[1];

/** `publish` resolves when the message was written to the subscribers that are connected, and kept for the others. */
export function createInsideLink(aedes: Aedes, log: Log): Link {
  const listeners = new Set<(status: DeviceStatus) => void>();
  let running = false;

  const status = (): DeviceStatus => ({ state: running ? 'ready' : 'absent' });

  function run(next: boolean): void {
    if (running === next) return;
    running = next;
    for (const listener of listeners) listener(status());
  }

  /** @returns what the broker calls for each message of `topic` */
  function takerOf(topic: string, take: (payload: Uint8Array) => Promise<void>): Deliver {
    let last: Promise<void> = Promise.resolve();
    const takeOne = async (payload: Uint8Array): Promise<void> => {
      if (!running) return;
      try {
        await take(payload);
      } catch (error) {
        // The sync protocol asks again, as it does after a message that was lost on the way.
        log.warn({ topic, err: error }, 'a message was not taken');
      }
    };
    return ({ payload }, done) => {
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      last = last.then(() => takeOne(bytes)).then(done);
    };
  }

  return {
    status,
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => run(true),
    stop: async () => run(false),
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        if (!running) return reject(down());
        const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
        const packet = { cmd: 'publish', topic, payload: bytes, qos: 1, dup: false, retain: false } as const;
        aedes.publish(packet, (error) => (error ? reject(down(error)) : resolve()));
      }),
    subscribe: (topic, take) => aedes.subscribe(topic, takerOf(topic, take), () => undefined),
  };
}

function down(cause?: unknown): TerminalError {
  return new TerminalError('link/down', 'the broker of this office is closed', { cause, retry: 'retry' });
}
