/**
 * Messages from the broker, taken one after the other.
 *
 * The library handles no further packet, not even the PUBACK of a publish, before it is told that a message is handled, and
 * then acknowledges it. A `take` that publishes would wait for itself. So the library is told at once, with an error that
 * keeps it from acknowledging, and the PUBACK is sent from here when the message was taken.
 */

import type { MqttClient } from 'mqtt';
import { TerminalError } from '../../protocol/errors.js';
import type { Log } from '../host/types.js';

export interface InboxOptions {
  readonly log: Log;
  take(topic: string, payload: Uint8Array): Promise<void>;
  /** Sends the PUBACK of packet `id`. */
  acknowledge(id: number): void;
  kill(reason: Error): void;
}

/** More than this many waiting messages hold up the line. */
const WAITING_MAX = 128;
/** Unacknowledged messages block the broker's window for us; after this many the connection is made anew. */
const REFUSED_MAX = 8;

export function createInbox(options: InboxOptions): MqttClient['handleMessage'] {
  const notYet = new TerminalError('link/not-yet', 'acknowledged later');
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let refused = 0;
  let goOn: (() => void) | undefined;

  async function takeOne(topic: string, payload: Uint8Array, id: number | undefined): Promise<void> {
    try {
      await options.take(topic, payload);
      if (id !== undefined) options.acknowledge(id);
    } catch (error) {
      refused += 1;
      options.log.warn({ topic, refused, err: error }, 'a message was not taken');
      if (refused === REFUSED_MAX) {
        options.kill(
          new TerminalError('link/not-taken', 'too many messages were not taken', { cause: error }),
        );
      }
    }
    waiting -= 1;
    goOn?.();
    goOn = undefined;
  }

  return (packet, done) => {
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const id = packet.qos > 0 ? packet.messageId : undefined;
    waiting += 1;
    last = last.then(() => takeOne(packet.topic, payload, id));
    if (waiting < WAITING_MAX) done(notYet);
    else goOn = () => done(notYet);
  };
}
