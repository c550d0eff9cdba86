/** A line that can be cut: a TCP relay between a terminal and its broker. It copies bytes and knows nothing of them. */

import { connect, createServer, type Server, type Socket } from 'node:net';

export interface LinkCutterOptions {
  /** Where the line leads. */
  readonly to: { readonly host?: string; readonly port: number };
}

export interface LinkCutter {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Breaks every connection and, from now on, each new one at once. */
  cut(): void;
  /** New connections pass again. Connections that lost bytes in `halfOpen` are broken: they cannot go on. */
  restore(): void;
  /** Everything stays connected, new connections too, and no byte arrives any more, in either direction. */
  halfOpen(): void;
  /** Connections that were accepted and not broken at once, since the start. */
  accepted(): number;
  close(): Promise<void>;
}

type Mode = 'through' | 'cut' | 'half-open';

interface Pair {
  readonly near: Socket;
  readonly far?: Socket;
}

export async function createLinkCutter(options: LinkCutterOptions): Promise<LinkCutter> {
  const pairs = new Set<Pair>();
  let mode: Mode = 'through';
  let count = 0;

  function accept(near: Socket): void {
    near.on('error', () => near.destroy());
    if (mode === 'cut') {
      near.resetAndDestroy();
      return;
    }
    count += 1;
    const pair = mode === 'through' ? joined(near) : { near };
    pairs.add(pair);
    near.on('close', () => {
      pairs.delete(pair);
      pair.far?.destroy();
    });
    if (!pair.far) near.resume();
  }

  function joined(near: Socket): Pair {
    const far = connect(options.to.port, options.to.host ?? '127.0.0.1');
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.on('data', (bytes) => mode === 'through' && far.write(bytes));
    far.on('data', (bytes) => mode === 'through' && near.write(bytes));
    return { near, far };
  }

  function breakAll(): void {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far?.destroy();
    }
    pairs.clear();
  }

  const server = createServer({ noDelay: true }, accept);
  const port = await listen(server);

  return {
    port,
    cut: () => {
      mode = 'cut';
      breakAll();
    },
    restore: () => {
      if (mode === 'half-open') breakAll();
      mode = 'through';
    },
    halfOpen: () => {
      mode = 'half-open';
    },
    accepted: () => count,
    close: () => {
      breakAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
