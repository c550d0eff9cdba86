/** The prompt over TCP on 127.0.0.1: a line in, its answer and an empty line out. */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Shop } from '../shop/shop.js';
import { runPromptLine } from './prompt.js';

export interface PromptPort {
  readonly port: number;
  close(): Promise<void>;
}

export async function openPromptPort(shop: Shop): Promise<PromptPort> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let last: Promise<void> = Promise.resolve();
    createInterface({ input: socket }).on('line', (line) => {
      last = last.then(async () => {
        const answer = await runPromptLine(shop, line);
        if (socket.writable) socket.write(`${answer}\n\n`);
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
