/**
 * One connection to the broker, from CONNECT to its end. It never comes back: the link makes a new one, so nothing of
 * a dead connection (packet ids, queues, half a packet) reaches the next.
 *
 * INVARIANTS
 * - Nothing is handed to the MQTT library while it is not connected, so its own queue stays empty.
 * - A message is acknowledged (PUBACK) after `take` resolved, and not at all after it rejected.
 */

import type { IClientOptions, MqttClient } from 'mqtt';
import { TerminalError } from '../../protocol/errors.js';
import type { Log } from '../host/types.js';
import { createInbox } from './inbox.js';

/** Creates a client of the `mqtt` library; tests put their own in. */
export type MqttConnect = (url: string, options: IClientOptions) => MqttClient;

export interface ConnectionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM of the authority that signed the broker's certificate, when it is not a public one. */
  readonly ca?: string;
  /** Only looks in: the broker forgets it when it goes. Else it keeps our subscription and what comes meanwhile. */
  readonly visit?: boolean;
  readonly log: Log;
}

export interface ConnectionEvents {
  up(): void;
  /** Called once, whatever ended it. `error` is the library's or the socket's. */
  down(error: unknown): void;
  take(topic: string, payload: Uint8Array): Promise<void>;
}

export interface Connection {
  readonly up: boolean;
  /** Resolves at the PUBACK. Rejects with `link/down` when the connection ends first. */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  /** Resolves to the topics that the broker refused. */
  subscribe(topics: readonly string[]): Promise<string[]>;
  /** Ends at once, as if the line had broken. */
  kill(reason: Error): void;
  /** Says goodbye (DISCONNECT) when it can, and resolves when the socket is closed. */
  close(): Promise<void>;
}

/** Half-open lines are found by the missing PINGRESP, at most one and a half of this later. */
const KEEPALIVE_S = 25;
const CONNECT_TIMEOUT_MS = 15_000;

/** The library is loaded with the first line: the terminal's first picture need not wait for it. */
export async function loadMqtt(): Promise<MqttConnect> {
  const { connect } = await import('mqtt');
  return connect;
}

export function openConnection(
  connect: MqttConnect,
  options: ConnectionOptions,
  events: ConnectionEvents,
): Connection {
  const client = connect(options.url, clientOptions(options));
  const waiting = new Set<(error: TerminalError) => void>();
  let cause: unknown;
  let ended = false;

  function end(): void {
    if (ended) return;
    ended = true;
    client.end(true);
    const error = downError(cause);
    for (const reject of waiting) reject(error);
    waiting.clear();
    events.down(cause);
  }

  /** Runs `start`; rejects when the connection ends before its callback came. */
  function whileUp<T>(start: (done: (error: unknown, value?: T) => void) => void): Promise<T | undefined> {
    if (!client.connected || ended) return Promise.reject(downError(cause));
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      start((error, value) => {
        if (!waiting.delete(reject)) return;
        if (error) reject(downError(error));
        else resolve(value);
      });
    });
  }

  function kill(reason: Error): void {
    cause ??= reason;
    end();
    // end(true) does nothing when a polite end is already waiting for the other side of a half-open line.
    client.stream.destroy();
  }

  client.on('connect', () => events.up());
  client.on('error', (error) => {
    cause ??= error;
    // The library closes the socket after a refused CONNACK or a silent broker, but not after every error of its own.
    if (!client.connected) end();
  });
  client.on('close', end);
  client.handleMessage = createInbox({
    log: options.log,
    take: events.take,
    acknowledge: (id) => client.connected && client.stream.write(puback(id)),
    kill,
  });

  return {
    get up() {
      return client.connected && !ended;
    },
    publish: async (topic, payload) => {
      const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
      await whileUp((done) => client.publish(topic, bytes, { qos: 1 }, done));
    },
    subscribe: async (topics) => {
      const granted = await whileUp<{ topic: string; qos: number }[]>((done) =>
        client.subscribe([...topics], { qos: 1 }, (error, grants) => done(refusal(error), grants ?? [])),
      );
      const kept = new Set(granted?.filter(({ qos }) => qos < 128).map(({ topic }) => topic));
      return topics.filter((topic) => !kept.has(topic));
    },
    kill,
    close: () =>
      new Promise((resolve) => {
        const forced = !client.connected || waiting.size > 0;
        client.end(forced, () => {
          end();
          resolve();
        });
      }),
  };
}

function clientOptions(options: ConnectionOptions): IClientOptions {
  return {
    clientId: options.clientId,
    username: options.username,
    password: options.password,
    ...(options.ca !== undefined && { ca: options.ca }),
    protocolVersion: 4,
    // 3.1.1 sessions have no expiry of their own.
    clean: options.visit === true,
    keepalive: KEEPALIVE_S,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    // Its worker threads would outlive a closed connection; the timers of this thread are good enough for 25 s.
    timerVariant: 'native',
  };
}

/** A refused subscription is an answer, not a broken line: the library makes an error of it. */
function refusal(error: Error | null): Error | null {
  return error && 'packet' in error ? null : error;
}

/** MQTT 3.1.1 clause 3.4: type 4, two bytes follow, the packet id, most significant byte first. */
function puback(id: number): Buffer {
  return Buffer.from([0x40, 0x02, id >> 8, id & 0xff]);
}

function downError(cause: unknown): TerminalError {
  return new TerminalError('link/down', 'the line to the office is down', { cause, retry: 'retry' });
}
