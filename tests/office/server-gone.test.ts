/** A database server that goes away in the middle of a transaction must not take the office with it. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openPostgres } from '../../office/db/postgres.js';
import { isTerminalError } from '../../protocol/errors.js';

/** A message of the server (PostgreSQL 15, 55.7): a letter, the length of the rest with itself, the rest. */
function message(letter: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const DONE = message('C', Buffer.from('DONE\0'));

/** Takes everybody, answers every statement with nothing, and hangs up at the one that holds `plug`. */
async function startServer(plug: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let greeted = false;
    socket.on('data', (bytes) => {
      if (bytes.includes(plug)) return void socket.destroy();
      socket.write(greeted ? Buffer.concat([DONE, READY]) : Buffer.concat([AUTHENTICATED, READY]));
      greeted = true;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://office@127.0.0.1:${port}/office`,
    hangUp(): void {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The code with which `work` rejects; nothing may escape meanwhile. */
async function failure(work: () => Promise<unknown>): Promise<string> {
  const escaped: unknown[] = [];
  const note = (error: unknown): void => void escaped.push(error);
  process.on('uncaughtException', note);
  try {
    await work();
    return 'nothing failed';
  } catch (error) {
    return isTerminalError(error) ? error.code : String(error);
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    process.off('uncaughtException', note);
    assert.equal(escaped, []);
  }
}

test('a server that hangs up at a statement of a transaction is an error, and the office goes on', async () => {
  const server = await startServer('the plug');
  const noted: string[] = [];
  const db = await openPostgres(server.url, (error) => noted.push(error.message));
  const work = () => db.transaction((tx) => tx.query('select the plug'));
  assert.is(await failure(work), 'database/failed');
  assert.is(noted.length, 1);
  assert.equal(await db.transaction((tx) => tx.query('select 1')), []);
  await db.close();
  await server.close();
});

test('so is one that hangs up between two statements', async () => {
  const server = await startServer('never');
  const noted: string[] = [];
  const db = await openPostgres(server.url, (error) => noted.push(error.message));
  const work = () =>
    db.transaction(async (tx) => {
      await tx.query('select 1');
      server.hangUp();
      while (noted.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await tx.query('select 2');
    });
  assert.is(await failure(work), 'database/failed');
  assert.equal(await db.query('select 3'), []);
  await db.close();
  await server.close();
});

test.run();
