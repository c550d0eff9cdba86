/**
 * The terminal of sync.drain, a program of its own. Makes 20,000 sales, then in turns publishes their batches with bare
 * mqtt.js, and lets the terminal's own link and sync service bring them to the office. One line of JSON for each round.
 *
 *   drain-terminal DIR BARE-PORT OFFICE-PORT NAME,NAME,… SECRET
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import { createLink } from '../../drivers/link/link.js';
import { encodeUp } from '../../protocol/sync/codec.js';
import { MAX_PAYLOAD, SYNC_VERSION } from '../../protocol/sync/messages.js';
import { customers } from '../../terminal/customers/queries.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { createSync } from '../../terminal/sync/index.js';
import { silentLog } from '../support/silent-log.js';
import { makeSale } from './sale.js';
import { importCustomers, openShop } from './shop.js';

/** As terminal/sync/service.ts has them. */
const BATCH_BYTES = MAX_PAYLOAD / 2;
const WINDOW = 16;

const [dir = '', barePort = '', officePort = '', names = '', secret = ''] = process.argv.slice(2);
const kernel = await openShop(dir);
await importCustomers(kernel, 0, 1_000, false);
const people = customers(kernel.state, 0, 1_000);
while (kernel.end().seq < 20_000) {
  const left = 20_000 - kernel.end().seq;
  await Promise.all(
    Array.from({ length: Math.min(256, left) }, (_, n) =>
      makeSale(kernel, people[(n * 7) % people.length]?.id, n),
    ),
  );
}
const payloads = await payloadsOf(kernel);
const bytes = payloads.reduce((sum, payload) => sum + payload.length, 0);
for (const name of names.split(',')) {
  const bare = await publishBare(payloads);
  const ours = await drain(kernel, name);
  console.log(JSON.stringify({ bare, ours, bytes, batches: payloads.length }));
}
await kernel.close();

/** The payloads that the sync service sends. */
async function payloadsOf(from: Kernel): Promise<Buffer[]> {
  const tail = from.tail(0);
  const made: Buffer[] = [];
  for (;;) {
    const lines = await tail.next(BATCH_BYTES);
    const [first, last] = [lines[0]?.seq, lines.at(-1)?.seq];
    if (first === undefined || last === undefined) return made;
    const head = { v: SYNC_VERSION, kind: 'commits', first, last } as const;
    made.push(
      Buffer.from(
        encodeUp(
          head,
          lines.map((line) => line.bytes),
        ),
      ),
    );
  }
}

/** From the first publish to the last PUBACK, as many ahead as the sync service is. */
async function publishBare(all: readonly Buffer[]): Promise<number> {
  const client = await connectAsync(`mqtt://127.0.0.1:${barePort}`, {
    clientId: 'bare',
    timerVariant: 'native',
  });
  const start = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let payload = all[next++]; payload !== undefined; payload = all[next++]) {
      await client.publishAsync('bench/bare/up', payload, { qos: 1 });
    }
  };
  await Promise.all(Array.from({ length: WINDOW }, lane));
  const ms = performance.now() - start;
  await client.endAsync();
  return ms;
}

/** From the line's being ready to the office's acknowledgement of the last commit. */
async function drain(from: Kernel, name: string): Promise<number> {
  const note = join(dir, `note-${name}`);
  mkdirSync(note);
  const link = createLink({
    url: `mqtt://127.0.0.1:${officePort}`,
    clientId: name,
    username: name,
    password: secret,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  const sync = createSync({
    kernel: from,
    link,
    clock: systemClock,
    disk: systemDisk(),
    log: silentLog,
    dir: note,
    store: 'shop-1',
    terminal: name,
    software: 'bench',
  });
  let start = 0;
  const done = new Promise<number>((resolve) => {
    sync.onChange(() => sync.status().unsent === 0 && resolve(performance.now() - start));
  });
  link.onStatus(({ state }) => {
    if (state === 'ready') start ||= performance.now();
  });
  await sync.start();
  link.start();
  const ms = await done;
  await sync.stop();
  await link.stop();
  return ms;
}
