/**
 * The broker inside the office (aedes), for the demo, tests and one shop. It acknowledges before anything is stored,
 * which is why nobody here takes a PUBACK for more than it is.
 */

import type { Duplex } from 'node:stream';
import { Aedes, type AuthErrorCode, type AuthenticateError, type Client } from 'aedes';
import type { Log } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { Address } from '../config.js';
import type { Listen } from '../listener.js';
import { type Access, maySubscribe, type Who, whyNotPublish } from './access.js';
import { createPacketMeter } from './meter.js';

export interface Broker {
  readonly port: number;
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

/** A PUBLISH has its topic and id around the payload. */
const PACKET_MAX = MAX_PAYLOAD + 1024;

/** @throws TerminalError `office/listen` when the port is taken or not ours to open */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const aedes = await Aedes.createBroker(handlersOf(options));
  aedes.on('clientError', (client, error) => options.log.info({ client: client.id, err: error }, 'broker'));
  aedes.on('connectionError', (client, error) =>
    options.log.info({ client: client.id, err: error }, 'broker'),
  );
  try {
    const listener = await options.open(options.listen, (socket) => {
      meter(socket, () => options.onViolation(undefined, 'too-large'));
      aedes.handle(socket);
    });
    return {
      port: listener.port,
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

function handlersOf({ access, log, onViolation }: BrokerOptions): Handlers {
  const known = new WeakMap<Client, Who>();
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
      if (reason === undefined) return done(null);
      onViolation(who?.kind === 'terminal' ? who.access.terminal : undefined, reason);
      done(new TerminalError('office/not-allowed', `publish refused: ${reason}`));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const who = known.get(client);
      if (maySubscribe(who, subscription.topic)) return done(null, subscription);
      onViolation(who?.kind === 'terminal' ? who.access.terminal : undefined, 'not-yours');
      done(null, null);
    },
  };
}

/** aedes reads with `read()`; what is too large ends the connection before it is collected. */
function meter(socket: Duplex, onTooLarge: () => void): void {
  const read = socket.read.bind(socket);
  const passes = createPacketMeter(PACKET_MAX);
  socket.read = (size?: number) => {
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
