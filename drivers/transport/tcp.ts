import * as net from 'node:net';
import type { Clock } from '../host/types.js';
import { listeners } from './listeners.js';
import { notOpen, transportError } from './transport-error.js';
import type { Transport } from './types.js';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly connectTimeoutMs?: number;
}

const CONNECT_MS_DEFAULT = 5_000;

/** A raw TCP stream, such as a printer's port 9100. Keep-alive finds a peer that lost its power. */
export function tcpTransport(options: TcpOptions): Transport {
  const { host, port: portNumber, clock, connectTimeoutMs = CONNECT_MS_DEFAULT } = options;
  const data = listeners<[Uint8Array]>();
  const closed = listeners<[Error?]>();
  const name = `tcp:${host}:${portNumber}`;
  let socket: net.Socket | undefined;

  const watch = (opened: net.Socket) => {
    let cause: Error | undefined;
    opened.on('data', (bytes) => data.call(bytes));
    opened.on('error', (error) => {
      cause = error;
    });
    opened.on('close', () => {
      if (socket !== opened) return;
      socket = undefined;
      closed.call(cause && transportError(name, cause));
    });
  };

  return {
    name,
    open: () =>
      new Promise((resolve, reject) => {
        const opening = net.connect({ host, port: portNumber, noDelay: true, keepAlive: true });
        const fail = (cause: Error) => {
          cancel();
          opening.destroy();
          reject(transportError(name, cause));
        };
        const cancel = clock.after(connectTimeoutMs, () =>
          fail(Object.assign(new RangeError('no answer to connect'), { code: 'ETIMEDOUT' })),
        );
        opening.once('error', fail);
        opening.once('connect', () => {
          cancel();
          opening.off('error', fail);
          socket = opening;
          watch(opening);
          resolve();
        });
      }),
    close: () =>
      new Promise((resolve) => {
        const closing = socket;
        socket = undefined;
        if (closing === undefined || closing.destroyed) return resolve();
        const cancel = clock.after(connectTimeoutMs, () => closing.destroy());
        closing.once('close', () => {
          cancel();
          resolve();
        });
        closing.end(() => closing.destroy());
      }),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (socket === undefined) return reject(notOpen(name));
        socket.write(bytes, (error) => (error ? reject(transportError(name, error)) : resolve()));
      }),
    onData: data.add,
    onClose: closed.add,
  };
}
