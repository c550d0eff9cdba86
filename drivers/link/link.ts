/**
 * The line to the head office's broker. It looks after itself: connects, subscribes, notices a dead line, and comes back
 * with a jittered back-off. It keeps nothing: what must arrive stays with the caller until the office has it.
 *
 * absent: down, waiting to try again (`reason`) · opening: connecting · initialising: connected, subscribing ·
 * ready · degraded: connected, but the broker refuses a subscription (`not-authorized`).
 */

import { messageOf, TerminalError } from '../../protocol/errors.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { DeviceStatus } from '../device.js';
import { backoff } from '../host/timing.js';
import type { Cancel, Clock, Random } from '../host/types.js';
import {
  type Connection,
  type ConnectionOptions,
  loadMqtt,
  type MqttConnect,
  openConnection,
} from './connection.js';
import { linkReason } from './reason.js';
import type { Link } from './types.js';

export interface LinkOptions extends Omit<ConnectionOptions, 'ca'> {
  /** Reads it anew for each try: a renewed one counts from then on. */
  readonly ca?: () => Promise<string>;
  readonly clock: Clock;
  readonly random: Random;
  /** The `mqtt` library's, when left out. */
  readonly connect?: MqttConnect;
}

type Take = (payload: Uint8Array) => Promise<void>;

/** A PUBACK that takes longer means a dead line, however alive the socket looks. */
const PUBACK_MS = 20_000;
/** A connection that lived this long starts the back-off at its first step again. */
const STEADY_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const GOODBYE_MS = 2_000;

export function createLink(options: LinkOptions): Link {
  const { clock, random, log } = options;
  const listeners = new Set<(status: DeviceStatus) => void>();
  const ladder = backoff(random, FIRST_RETRY_MS, LAST_RETRY_MS);
  const takers = new Map<string, Take>();
  let status: DeviceStatus = { state: 'absent' };
  let connection: Connection | undefined;
  let cancelRetry: Cancel | undefined;
  let running = false;
  let upSince = 0;
  /** Counts openings, so that one that was stopped while the library loaded does not go on. */
  let openings = 0;

  function setStatus(next: DeviceStatus): void {
    if (next.state === status.state && next.reason === status.reason) return;
    status = next;
    log.debug({ ...next }, 'link');
    for (const listener of listeners) listener(next);
  }

  async function open(): Promise<void> {
    cancelRetry = undefined;
    setStatus(status.reason ? { state: 'opening', reason: status.reason } : { state: 'opening' });
    upSince = 0;
    const opening = ++openings;
    try {
      const connect = options.connect ?? (await loadMqtt());
      const ca = options.ca && (await options.ca());
      if (!running || opening !== openings) return;
      const trusting = { ...options, ca };
      const opened: Connection = openConnection(connect, trusting, {
        up: () => void settle(opened),
        down: (error) => lost(error),
        take,
      });
      connection = opened;
    } catch (error) {
      // The library throws at once for an address that it cannot read.
      if (opening === openings) lost(error);
    }
  }

  async function settle(opened: Connection): Promise<void> {
    upSince = clock.monotonic();
    setStatus({ state: 'initialising' });
    try {
      const refused = takers.size > 0 ? await opened.subscribe([...takers.keys()]) : [];
      if (opened !== connection || !opened.up) return;
      setStatus(refused.length > 0 ? { state: 'degraded', reason: 'not-authorized' } : { state: 'ready' });
    } catch (error) {
      opened.kill(asError(error));
    }
  }

  function lost(error: unknown): void {
    connection = undefined;
    if (!running) return;
    if (upSince > 0 && clock.monotonic() - upSince >= STEADY_MS) ladder.reset();
    const wait = ladder.next();
    log.info(
      { reason: linkReason(error), error: messageOf(error), wait_ms: wait },
      'the line to the office is down',
    );
    setStatus({ state: 'absent', reason: linkReason(error) });
    cancelRetry = clock.after(wait, () => void open());
  }

  async function goodbye(): Promise<void> {
    const leaving = connection;
    connection = undefined;
    if (!leaving) return;
    const late = new TerminalError('link/silent', 'the broker does not close the connection');
    const cancel = clock.after(GOODBYE_MS, () => leaving.kill(late));
    await leaving.close().finally(cancel);
  }

  async function take(topic: string, payload: Uint8Array): Promise<void> {
    const taker = takers.get(topic);
    if (taker && payload.length <= MAX_PAYLOAD) return taker(payload);
    log.warn({ topic, size: payload.length }, taker ? 'dropped: too large' : 'dropped: nobody asked for it');
  }

  return {
    status: () => status,
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      if (running) return;
      running = true;
      ladder.reset();
      void open();
    },
    stop: async () => {
      running = false;
      cancelRetry?.();
      await goodbye();
      setStatus({ state: 'absent' });
    },
    publish: async (topic, payload) => {
      checkSize(payload);
      const used = connection;
      if (!used?.up)
        throw new TerminalError('link/down', 'the line to the office is down', { retry: 'retry' });
      const cancel = clock.after(PUBACK_MS, () =>
        used.kill(new TerminalError('link/silent', 'PUBACK timeout', { retry: 'retry' })),
      );
      await used.publish(topic, payload).finally(cancel);
    },
    subscribe: (topic, taker) => {
      checkTopic(topic);
      takers.set(topic, taker);
      if (connection?.up && status.state !== 'opening') void settle(connection);
    },
  };
}

function checkSize(payload: Uint8Array): void {
  if (payload.length <= MAX_PAYLOAD) return;
  throw new TerminalError('link/too-large', `${payload.length} bytes; ${MAX_PAYLOAD} are allowed`, {
    context: { size: payload.length, limit: MAX_PAYLOAD },
  });
}

function checkTopic(topic: string): void {
  if (topic !== '' && !/[+#\0]/.test(topic)) return;
  throw new TerminalError('link/bad-topic', `"${topic}" is not a whole topic`, { context: { topic } });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new TerminalError('link/down', String(error));
}
