/** The control language on a TCP port of this machine: one line in, one line out, in order. */
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { messageOf, TerminalError } from '../../protocol/errors.js';

export interface ControlPort {
  /** The port listened on: the one chosen when 0 was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

/** @throws TerminalError `sim/port` when the port is taken. */
export async function openControlPort(
  port: number,
  answer: (line: string) => Promise<string>,
): Promise<ControlPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that vanishes is followed by 'close'.
    socket.on('error', () => socket.destroy());
    void converse(socket, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new TerminalError('sim/port', `cannot listen on port ${port}: ${messageOf(cause)}`, { cause })),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function converse(socket: Socket, answer: (line: string) => Promise<string>): Promise<void> {
  for await (const line of createInterface({ input: socket })) {
    if (line.trim() !== '') socket.write(`${await answer(line)}\n`);
  }
}
