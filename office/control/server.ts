/** The control port: lines over TCP, on this machine only. */

import { createServer, type Socket } from 'node:net';
import type { Log } from '../../drivers/host/types.js';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import { type Desk, runControlLine } from './commands.js';

export interface ControlServer {
  readonly port: number;
  stop(): Promise<void>;
}

const LINE_MAX = 64 * 1024;

/** @throws TerminalError `office/listen` */
export async function startControl(port: number, desk: Desk, log: Log): Promise<ControlServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'control'));
    serve(socket, desk);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new TerminalError('office/listen', `cannot listen on control port ${port}: ${messageOf(cause)}`, {
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers come in the order of the lines. */
function serve(socket: Socket, desk: Desk): void {
  let pending = '';
  let last = Promise.resolve();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > LINE_MAX) socket.destroy();
    for (const line of lines) {
      if (line.trim() === '') continue;
      last = last
        .then(() => runControlLine(line, desk))
        .then((answer) => void (socket.writable && socket.write(`${answer}\n`)));
    }
  });
}
