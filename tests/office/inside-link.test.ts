/** The office's own line to its broker: a real broker on a free port, and a terminal that speaks MQTT to it. */

import { createServer, type Server } from 'node:net';
import { connectAsync, type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Link } from '../../drivers/link/types.js';
import { createAccess } from '../../office/broker/access.js';
import { type Broker, startBroker } from '../../office/broker/broker.js';
import type { Listen } from '../../office/listener.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import { topicDown, topicUp } from '../../protocol/sync/topics.js';
import { silentLog } from '../support/silent-log.js';
import { waitFor } from '../support/wait-for.js';

const TILL = { store: 'shop', terminal: 'till-1', secret: 'secret-of-1' };
const UP = topicUp('shop', 'till-1');
const DOWN = topicDown('shop', 'till-1');

let broker: Broker;
let link: Link;
let till: MqttClient;

const open: Listen = async (_address, accept) => {
  const server: Server = createServer(accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

test.before.each(async () => {
  broker = await startBroker({
    listen: { host: '127.0.0.1', port: 0 },
    open,
    access: createAccess([TILL]),
    log: silentLog,
    onViolation: () => undefined,
  });
  link = broker.link;
  till = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    clientId: 'till-1',
    username: 'till-1',
    password: 'secret-of-1',
    timerVariant: 'native',
    reconnectPeriod: 0,
  });
});

test.after.each(async () => {
  await till.endAsync(true);
  await link.stop();
  await broker.stop();
});

test('messages of a terminal are taken one after the other, in order, past one that was not taken', async () => {
  const taken: number[] = [];
  let atOnce = 0;
  link.subscribe(UP, async (payload) => {
    atOnce += 1;
    await new Promise((resolve) => setImmediate(resolve));
    assert.is(atOnce, 1);
    atOnce -= 1;
    taken.push(payload[0] ?? 0);
    if (payload[0] === 3) throw new Error('the database is away');
  });
  link.start();
  const numbers = Array.from({ length: 20 }, (_, n) => n + 1);
  for (const n of numbers) till.publish(UP, Buffer.of(n), { qos: 1 });
  await waitFor('twenty', () => taken.length === 20);
  assert.equal(taken, numbers);
});

test('what the office says reaches the terminal, also while it takes a message', async () => {
  const heard: string[] = [];
  till.on('message', (_topic, payload) => heard.push(payload.toString()));
  await till.subscribeAsync(DOWN, { qos: 1 });
  link.subscribe(UP, () => link.publish(DOWN, Buffer.from('answer')));
  link.start();
  await till.publishAsync(UP, 'question', { qos: 1 });
  await waitFor('the answer', () => heard.length === 1);
  assert.equal(heard, ['answer']);
});

test('before its start and after its stop it is down, and takes nothing', async () => {
  let taken = 0;
  link.subscribe(UP, async () => {
    taken += 1;
  });
  const refused = async () =>
    link.publish(DOWN, Buffer.from('x')).then(
      () => 'sent',
      (error: { code: string }) => error.code,
    );
  const states: string[] = [];
  link.onStatus(({ state }) => states.push(state));
  assert.is(await refused(), 'link/down');
  await till.publishAsync(UP, 'early', { qos: 1 });
  link.start();
  assert.is(await refused(), 'sent');
  await link.stop();
  assert.is(await refused(), 'link/down');
  await till.publishAsync(UP, 'late', { qos: 1 });
  assert.is(taken, 0);
  assert.equal(states, ['ready', 'absent']);
});

test('a terminal that sends and sends while nothing can be taken is held at its socket', async () => {
  let release: () => void = () => undefined;
  const room = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = 0;
  link.subscribe(UP, async () => {
    await room;
    taken += 1;
  });
  link.start();
  let accepted = 0;
  const sent = Array.from({ length: 200 }, () =>
    till.publishAsync(UP, Buffer.alloc(MAX_PAYLOAD), { qos: 1 }).then(() => {
      accepted += 1;
    }),
  );
  // aedes answers a message as it reads it: what it has answered is what it holds.
  let seen = 0;
  let looks = 0;
  await waitFor('nothing more to be read', () => {
    looks = accepted > 0 && accepted === seen ? looks + 1 : 0;
    seen = accepted;
    return looks === 50;
  });
  assert.ok(accepted <= 64, `${accepted} messages are held`);
  release();
  await Promise.all(sent);
  await waitFor('all of them', () => taken === 200);
});

test.run();
