/**
 * The broker inside the office (aedes), for the demo, tests and one shop. It acknowledges before anything is stored,
 * which is why nobody here takes a PUBACK for more than it is.
 */

import type { Duplex } from 'node:stream';
import { Aedes, type AuthErrorCode, type AuthenticateError, type Client } from 'aedes';
import type { Log } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { Address, TerminalAccess } from '../config.js';
import type { Listen } from '../listener.js';
import { type Access, maySubscribe, whyNotPublish } from './access.js';
import { createInsideLink } from './inside-link.js';
import { createPacketMeter } from './meter.js';

export interface Broker {
  readonly port: number;
  /** The office's own, without a socket. */
  readonly link: Link;
  stop(): Promise<void>;
}

export interface BrokerOptions {
  readonly listen: Address;
  readonly open: Listen;
  readonly access: Access;
  readonly log: Log;
  /** A terminal tried what it may not; it was disconnected. */
  readonly onViolation: (terminal: string | undefined, reason: string) => void;
}

/** Messages of one connection that may be under way; the terminal's window is half of it. */
const UNDER_WAY_MAX = 32;

/** A PUBLISH has its topic and id around the payload. */
const PACKET_MAX = MAX_PAYLOAD + 1024;

/**
 * Messages under way at once. A limit would let the office's answers queue behind the messages that wait for them; each
 * connection has its own, which is one read of its socket.
 */
const UNLIMITED = 0;

/** @throws TerminalError `office/listen` when the port is taken or not ours to open */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const underWay = createCounter();
  const aedes = await Aedes.createBroker({ ...handlersOf(options, underWay), concurrency: UNLIMITED });
  aedes.on('clientError', (client, error) => options.log.info({ client: client.id, err: error }, 'broker'));
  aedes.on('connectionError', (client, error) =>
    options.log.info({ client: client.id, err: error }, 'broker'),
  );
  try {
    const listener = await options.open(options.listen, (socket) => {
      meter(socket, underWay, () => options.onViolation(undefined, 'too-large'));
      aedes.handle(socket);
    });
    return {
      port: listener.port,
      link: createInsideLink(aedes, options.log),
      stop: async () => {
        await closeOf(aedes);
        await listener.close();
      },
    };
  } catch (error) {
    await closeOf(aedes);
    throw error;
  }
}

function closeOf(aedes: Aedes): Promise<void> {
  return new Promise((resolve) => aedes.close(() => resolve()));
}

type Handlers = NonNullable<ConstructorParameters<typeof Aedes>[0]>;

/** Counts for each socket. */
interface Counter {
  of(socket: Duplex): number;
  add(socket: Duplex, change: 1 | -1): void;
}

function createCounter(): Counter {
  const counts = new WeakMap<Duplex, number>();
  const of = (socket: Duplex) => counts.get(socket) ?? 0;
  return { of, add: (socket, change) => counts.set(socket, of(socket) + change) };
}

function handlersOf({ access, log, onViolation }: BrokerOptions, underWay: Counter): Handlers {
  const known = new WeakMap<Client, TerminalAccess>();
  return {
    authenticate: (client, username, password, done) => {
      const who = access.identify(client.id, username, password);
      if (who) known.set(client, who);
      else log.warn({ client: client.id }, 'a client with a wrong name or secret');
      done(who ? null : badCredentials(), who !== undefined);
    },
    authorizePublish: (client, packet, done) => {
      const who = client ? known.get(client) : undefined;
      const reason = whyNotPublish(who, packet.topic, packet.payload.length);
      if (client && reason === undefined) underWay.add(client.conn, 1);
      if (reason === undefined) return done(null);
      onViolation(who?.terminal, reason);
      done(new TerminalError('office/not-allowed', `publish refused: ${reason}`));
    },
    published: (_packet, client, done) => {
      if (client) underWay.add(client.conn, -1);
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const who = known.get(client);
      if (maySubscribe(who, subscription.topic)) return done(null, subscription);
      onViolation(who?.terminal, 'not-yours');
      done(null, null);
    },
  };
}

/**
 * aedes reads with `read()`; what is too large ends the connection before it is collected. aedes means to read no more while
 * messages are under way, but every `readable` event lets it read once more: held back here, it reads when one is done.
 */
function meter(socket: Duplex, underWay: Counter, onTooLarge: () => void): void {
  const read = socket.read.bind(socket);
  const passes = createPacketMeter(PACKET_MAX);
  socket.read = (size?: number) => {
    if (underWay.of(socket) >= UNDER_WAY_MAX) return null;
    const chunk: Buffer | null = read(size);
    if (chunk === null || passes(chunk)) return chunk;
    onTooLarge();
    socket.destroy();
    return null;
  };
}

function badCredentials(): AuthenticateError {
  return Object.assign(new TerminalError('office/not-allowed', 'wrong name or secret'), {
    returnCode: 4 satisfies AuthErrorCode.BAD_USERNAME_OR_PASSWORD,
  });
}
