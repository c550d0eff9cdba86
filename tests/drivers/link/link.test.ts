/** The link over a client that the test holds in its hands; the real library is in tests/wire/office.test.ts. */

import { EventEmitter } from 'node:events';
import type { MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DeviceStatus } from '../../../drivers/device.js';
import { createLink } from '../../../drivers/link/link.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { MAX_PAYLOAD } from '../../../protocol/sync/messages.js';
import { memoryLog } from '../../office/support.js';
import { type VirtualClock, virtualClock } from '../../support/virtual-clock.js';

const TOPIC = 'zhanggui/v1/shop/till-1/down';

/** What the driver sees of the `mqtt` library. */
class FakeClient extends EventEmitter {
  connected = false;
  readonly written: number[][] = [];
  readonly stream = {
    destroy: () => this.drop(),
    write: (bytes: Uint8Array) => void this.written.push([...bytes]),
  };
  readonly published: ((error?: Error) => void)[] = [];
  readonly subscribed: string[][] = [];
  refuse = false;
  handleMessage: (packet: object, done: (error?: Error) => void) => void = () => undefined;

  accept(): void {
    this.connected = true;
    this.emit('connect');
  }
  drop(): void {
    this.connected = false;
    this.emit('close');
  }
  fail(error: Error): void {
    this.emit('error', error);
    this.drop();
  }
  publish(_topic: string, _payload: Buffer, _options: object, done: (error?: Error) => void): void {
    this.published.push(done);
  }
  subscribe(topics: string[], _options: object, done: (error: null, grants: object[]) => void): void {
    this.subscribed.push(topics);
    done(
      null,
      topics.map((topic) => ({ topic, qos: this.refuse ? 128 : 1 })),
    );
  }
  end(_force: boolean, done?: () => void): void {
    this.connected = false;
    done?.();
  }
  /** A QoS 1 message from the broker. True when the library may go on without acknowledging it itself. */
  deliver(topic: string, payload: Uint8Array, messageId: number): boolean {
    let released = false;
    this.handleMessage({ topic, payload: Buffer.from(payload), qos: 1, messageId }, (error) => {
      released = error !== undefined;
    });
    return released;
  }
}

interface Bench {
  readonly clock: VirtualClock;
  readonly clients: FakeClient[];
  readonly seen: string[];
  readonly link: ReturnType<typeof createLink>;
  client(): FakeClient;
}

function bench(): Bench {
  const clock = virtualClock();
  const clients: FakeClient[] = [];
  const seen: string[] = [];
  const link = createLink({
    url: 'mqtt://127.0.0.1',
    clientId: 'till-1',
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
    log: memoryLog(),
    connect: () => {
      const client = new FakeClient();
      clients.push(client);
      return client as unknown as MqttClient;
    },
  });
  link.onStatus(({ state, reason }: DeviceStatus) => seen.push(reason ? `${state} ${reason}` : state));
  return {
    clock,
    clients,
    seen,
    link,
    client: () => {
      const last = clients.at(-1);
      if (!last) throw new Error('no client was made');
      return last;
    },
  };
}

const coded = (code: string | number) => Object.assign(new Error(String(code)), { code });

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'resolved',
    (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
  );
}

test('it connects, subscribes and is ready', async () => {
  const { link, client, clock, seen } = bench();
  link.subscribe(TOPIC, async () => undefined);
  link.start();
  client().accept();
  await clock.settle();
  assert.equal(seen, ['opening', 'initialising', 'ready']);
  assert.equal(client().subscribed, [[TOPIC]]);
});

test('while it is down nothing is queued', async () => {
  const { link, client, clock } = bench();
  assert.is(await codeOf(link.publish('t', new Uint8Array())), 'link/down');
  link.start();
  assert.is(await codeOf(link.publish('t', new Uint8Array())), 'link/down');
  client().accept();
  await clock.settle();
  assert.equal(client().published, []);
});

test('what is in flight when the line breaks is rejected', async () => {
  const { link, client, clock } = bench();
  link.start();
  client().accept();
  await clock.settle();
  const [first, second] = [link.publish('t', new Uint8Array()), link.publish('t', new Uint8Array())];
  client().published[0]?.();
  client().drop();
  assert.equal([await codeOf(first), await codeOf(second)], ['resolved', 'link/down']);
});

test('a PUBACK that does not come means a dead line, and a new one is made', async () => {
  const { link, client, clients, clock } = bench();
  link.start();
  client().accept();
  await clock.settle();
  const sent = codeOf(link.publish('t', new Uint8Array()));
  await clock.advance(20_000);
  assert.is(await sent, 'link/down');
  await clock.advance(60_000);
  assert.is(clients.length, 2);
});

test('it subscribes again on each new line', async () => {
  const { link, client, clients, clock } = bench();
  link.subscribe(TOPIC, async () => undefined);
  link.start();
  client().accept();
  await clock.settle();
  client().drop();
  await clock.until(() => clients.length === 2);
  client().accept();
  await clock.settle();
  assert.equal(client().subscribed, [[TOPIC]]);
  assert.equal(link.status(), { state: 'ready' });
});

test('the waits double up to a minute, and start anew after a line that held', async () => {
  const { link, client, clients, clock } = bench();
  link.start();
  const waits: number[] = [];
  for (let n = 0; n < 9; n++) {
    const before = clock.monotonic();
    client().fail(coded('ECONNREFUSED'));
    await clock.until(() => clients.length === n + 2);
    waits.push(clock.monotonic() - before);
  }
  // Chance is 0 here: the lower half of each step.
  assert.equal(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  client().accept();
  await clock.advance(30_000);
  client().drop();
  await clock.advance(500);
  assert.is(clients.length, 11);
});

for (const [error, reason] of [
  [coded('ECONNREFUSED'), 'refused'],
  [coded('ENOTFOUND'), 'no-network'],
  [coded('EHOSTUNREACH'), 'no-network'],
  [coded('CERT_HAS_EXPIRED'), 'bad-certificate'],
  [coded(4), 'bad-credentials'],
  [coded(5), 'bad-credentials'],
  [coded(3), 'refused'],
  [coded('ECONNRESET'), 'lost'],
  [new Error('Keepalive timeout'), 'silent'],
] as const) {
  test(`${error.message} is told as ${reason}`, () => {
    const { link, client } = bench();
    link.start();
    client().fail(error);
    assert.equal(link.status(), { state: 'absent', reason });
  });
}

/** PUBACK (MQTT 3.1.1 clause 3.4) of a packet id below 256. */
const puback = (id: number) => [0x40, 0x02, 0x00, id];

test('a message is acknowledged after it was taken, in order, and not when it was refused', async () => {
  const { link, client, clock } = bench();
  const taking: { finish: () => void; refuse: (error: Error) => void }[] = [];
  link.subscribe(TOPIC, () => new Promise((finish, refuse) => taking.push({ finish, refuse })));
  link.start();
  client().accept();
  await clock.settle();
  for (const id of [7, 8, 9]) assert.ok(client().deliver(TOPIC, new Uint8Array([id]), id));
  await clock.settle();
  assert.is(taking.length, 1, 'the next waits for the one before');
  assert.equal(client().written, []);
  taking[0]?.finish();
  await clock.settle();
  assert.equal(client().written, [puback(7)]);
  taking[1]?.refuse(new Error('the disk is full'));
  await clock.settle();
  taking[2]?.finish();
  await clock.settle();
  assert.equal(client().written, [puback(7), puback(9)]);
});

test('a line on which message after message is refused is made anew, so that the broker sends them again', async () => {
  const { link, client, clients, clock } = bench();
  link.subscribe(TOPIC, () => Promise.reject(new Error('the disk is full')));
  link.start();
  client().accept();
  await clock.settle();
  for (let id = 1; id <= 8; id++) client().deliver(TOPIC, new Uint8Array([id]), id);
  await clock.until(() => clients.length === 2);
});

test('a slow taker holds up the line at last, and lets go of it again', async () => {
  const { link, client, clock } = bench();
  const taking: (() => void)[] = [];
  link.subscribe(TOPIC, () => new Promise((finish) => taking.push(finish)));
  link.start();
  client().accept();
  await clock.settle();
  let released = 0;
  for (let id = 1; id <= 128; id++) {
    const packet = { topic: TOPIC, payload: Buffer.from([1]), qos: 1, messageId: id };
    client().handleMessage(packet, () => {
      released += 1;
    });
  }
  await clock.settle();
  assert.is(released, 127);
  taking[0]?.();
  await clock.settle();
  assert.is(released, 128);
});

test('a message that is too large or that nobody asked for is dropped, not left to come again', async () => {
  const { link, client, clock } = bench();
  let taken = 0;
  link.subscribe(TOPIC, async () => {
    taken += 1;
  });
  link.start();
  client().accept();
  await clock.settle();
  client().deliver(TOPIC, new Uint8Array(MAX_PAYLOAD + 1), 1);
  client().deliver('zhanggui/v1/shop/till-2/down', new Uint8Array([1]), 2);
  await clock.settle();
  assert.equal(client().written, [puback(1), puback(2)]);
  assert.is(taken, 0);
});

test('a broker that refuses the subscription is said to be degraded', async () => {
  const { link, client, clock } = bench();
  link.subscribe(TOPIC, async () => undefined);
  link.start();
  client().refuse = true;
  client().accept();
  await clock.settle();
  assert.equal(link.status(), { state: 'degraded', reason: 'not-authorized' });
});

test('after stop nothing tries again', async () => {
  const { link, client, clients, clock } = bench();
  link.start();
  client().fail(coded('ECONNREFUSED'));
  await link.stop();
  await clock.advance(120_000);
  assert.is(clients.length, 1);
  assert.is(clock.pending, 0);
});

test.run();
