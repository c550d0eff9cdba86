/**
 * The card side of vpcd, the virtual reader of the Virtual Smart Card project (its manual, "Communication between vpicc and
 * vpcd"): a TCP connection is a card in the field; each message is a length of two bytes, big-endian, then a control byte
 * alone or an APDU.
 */

import { connect, type Socket } from 'node:net';
import { TerminalError } from '../../protocol/errors.js';

export const VPCD_PORT = 35963;

const CONTROL = { powerOff: 0, powerOn: 1, reset: 2, atr: 4 } as const;

export interface VirtualCard {
  readonly atr: Uint8Array;
  /** Power was cut or given: volatile state is lost. */
  reset(): void;
  /** The response with its status word, or undefined: the card says nothing. */
  answer(apdu: Uint8Array): Uint8Array | undefined;
}

export interface Connection {
  /** Takes the card away; resolves when the reader has been told. */
  close(): Promise<void>;
  /** Resolves when the reader closed the connection, or `close` did. */
  readonly closed: Promise<void>;
}

/**
 * @throws TerminalError `sim/no-virtual-reader` when nothing listens at `host:port`.
 */
export async function enterField(card: VirtualCard, host: string, port: number): Promise<Connection> {
  const socket = await open(host, port);
  let buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    buffer = Buffer.concat([buffer, bytes]);
    for (let length = messageLength(buffer); length !== undefined; length = messageLength(buffer)) {
      const message = buffer.subarray(2, 2 + length);
      buffer = buffer.subarray(2 + length);
      const reply = respond(card, message);
      if (reply !== undefined && socket.writable) socket.write(frame(reply));
    }
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    closed,
    close() {
      socket.destroy();
      return closed;
    },
  };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', (cause) =>
      reject(
        new TerminalError('sim/no-virtual-reader', `no virtual card reader listens on ${host}:${port}`, {
          cause,
          context: { host, port },
          retry: 'person',
        }),
      ),
    );
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      // A reset by the daemon is the end of the tap, told by `close`.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

/** The length of the message at the front, once all of it is here. */
function messageLength(buffer: Buffer): number | undefined {
  if (buffer.length < 2) return undefined;
  const length = buffer.readUInt16BE(0);
  return buffer.length >= 2 + length ? length : undefined;
}

function respond(card: VirtualCard, message: Uint8Array): Uint8Array | undefined {
  if (message.length !== 1) return card.answer(message);
  if (message[0] === CONTROL.atr) return card.atr;
  card.reset();
  return undefined;
}

function frame(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(bytes.length);
  return Buffer.concat([head, bytes]);
}
