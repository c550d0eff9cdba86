/** The office as a whole on real ports: its broker, its embedded database, the shipped link, a line that can be cut. */

import { connect as tcp } from 'node:net';
import { createInterface } from 'node:readline';
import { connectAsync, type MqttClient } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLink } from '../../drivers/link/link.js';
import type { Link } from '../../drivers/link/types.js';
import type { OfficeConfig } from '../../office/config.js';
import { type Office, startOffice } from '../../office/main.js';
import { messageOf } from '../../protocol/errors.js';
import { decodeDown, encodeUp } from '../../protocol/sync/codec.js';
import { type DownMessage, MAX_PAYLOAD, type UpHead } from '../../protocol/sync/messages.js';
import { topicDown, topicUp } from '../../protocol/sync/topics.js';
import { createLinkCutter, type LinkCutter } from '../../sim/link/cutter.js';
import { journalBytes, lineOf, realHost, temporaryFolder } from '../office/support.js';

const DEADLINE_MS = 15_000;
const UP = topicUp('shop', 'till-1');
const DOWN = topicDown('shop', 'till-1');
/** What the office says first: who belongs to the store. */
const TILLS = { tills: ['till-1', 'till-2'], home: 'till-1' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let office: Office;
let cutter: LinkCutter;
let till: Till;

interface Till {
  readonly link: Link;
  readonly heard: DownMessage[];
  say(head: UpHead, lines?: Uint8Array): Promise<void>;
}

function config(): OfficeConfig {
  return {
    broker: { kind: 'embedded', listen: { host: '127.0.0.1', port: 0 } },
    database: `${folder.path}/db`,
    control: 0,
    terminals: [
      { store: 'shop', terminal: 'till-1', secret: 'secret-of-1' },
      { store: 'shop', terminal: 'till-2', secret: 'secret-of-2' },
    ],
  };
}

test.before(async () => {
  folder = await temporaryFolder();
  office = await startOffice(config(), realHost());
  cutter = await createLinkCutter({ to: { port: office.brokerPort ?? 0 } });
  till = makeTill('secret-of-1');
  till.link.start();
  await waitFor('the line', () => till.link.status().state === 'ready');
});

test.after(async () => {
  await till.link.stop();
  await cutter.close();
  await office.stop();
  await folder.remove();
});

function makeTill(password: string): Till {
  const heard: DownMessage[] = [];
  const link = createLink({
    ...realHost(),
    url: `mqtt://127.0.0.1:${cutter.port}`,
    clientId: 'till-1',
    username: 'till-1',
    password,
  });
  link.subscribe(DOWN, async (payload) => void heard.push(decodeDown(payload)));
  return { link, heard, say: (head, lines) => link.publish(UP, encodeUp(head, lines)) };
}

async function waitFor(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function acked(through: number): Promise<void> {
  return waitFor(`ack ${through}`, () =>
    till.heard.some((message) => message.kind === 'ack' && message.through === through),
  );
}

async function control(line: string): Promise<unknown> {
  const socket = tcp(office.controlPort ?? 0, '127.0.0.1');
  try {
    socket.write(`${line}\n`);
    for await (const answer of createInterface({ input: socket })) return JSON.parse(answer);
    throw new Error('the control port closed');
  } finally {
    socket.destroy();
  }
}

async function storedSeqs(): Promise<number[]> {
  const commits = (await control('commits till-1')) as { seq: number }[];
  return commits.map(({ seq }) => seq);
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const commits = (first: number, last: number) => ({ v: 1, kind: 'commits', first, last }) as const;
const hello = (last: number, cursor = 0) =>
  ({ v: 1, kind: 'hello', last, cursor, software: 'test 1' }) as const;

test('hello is answered with where the office stands', async () => {
  await till.say(hello(0));
  await waitFor('ack and feed', () => till.heard.length >= 2);
  assert.equal(till.heard, [
    { v: 1, kind: 'ack', through: 0 },
    { v: 1, kind: 'feed', items: [{ n: 1, kind: 'tills', body: TILLS }], head: 1 },
  ]);
});

test('commits are acknowledged when they are in the database, once, however often they are sent', async () => {
  await till.say(commits(1, 3), journalBytes(1, 3));
  await acked(3);
  await till.say(commits(1, 3), journalBytes(1, 3));
  await till.say(commits(2, 5), journalBytes(2, 5));
  await acked(5);
  assert.equal(await storedSeqs(), upTo(5));
});

test('a taker may publish and wait for it', async () => {
  const link = createLink({
    ...realHost(),
    url: `mqtt://127.0.0.1:${office.brokerPort}`,
    clientId: 'till-2',
    username: 'till-2',
    password: 'secret-of-2',
  });
  const mine = topicUp('shop', 'till-2');
  let heard = 0;
  link.subscribe(topicDown('shop', 'till-2'), async () => {
    heard += 1;
    if (heard === 1) await link.publish(mine, encodeUp({ v: 1, kind: 'want', cursor: 0 }));
  });
  link.start();
  await waitFor('the line', () => link.status().state === 'ready');
  await link.publish(mine, encodeUp(hello(0)));
  await waitFor('three answers', () => heard === 3);
  await link.stop();
});

test('a gap is told with its start', async () => {
  till.heard.length = 0;
  await till.say(commits(9, 9), journalBytes(9, 9));
  await waitFor('the gap', () => till.heard.length > 0);
  assert.equal(till.heard, [{ v: 1, kind: 'ack', through: 5, gap: true }]);
});

test('when the answer is lost with the line, the same commits are sent again and stored once', async () => {
  const sent = till.say(commits(6, 8), journalBytes(6, 8)).catch(messageOf);
  cutter.cut();
  await sent;
  await waitFor('the line to be down', () => till.link.status().state !== 'ready');
  assert.is(await till.say(hello(8)).catch(messageOf), 'the line to the office is down');
  cutter.restore();
  await waitFor('the line', () => till.link.status().state === 'ready');
  await till.say(hello(8));
  await till.say(commits(6, 8), journalBytes(6, 8));
  await acked(8);
  assert.equal(await storedSeqs(), upTo(8));
});

test('items of the feed reach the terminal, numbered, as they are published', async () => {
  till.heard.length = 0;
  const body = { sku: 'p1', name: '洗发水', price: 8800 };
  assert.equal(await control(`publish shop product ${JSON.stringify(body)}`), { n: 2 });
  await waitFor('the item', () => till.heard.length > 0);
  assert.equal(till.heard, [{ v: 1, kind: 'feed', items: [{ n: 2, kind: 'product', body }], head: 2 }]);
  till.heard.length = 0;
  await till.say({ v: 1, kind: 'want', cursor: 1 });
  await waitFor('the item again', () => till.heard.length > 0);
  assert.equal(till.heard, [{ v: 1, kind: 'feed', items: [{ n: 2, kind: 'product', body }], head: 2 }]);
});

test('a wrong item is refused at the control port, by field', async () => {
  const answer = (await control('publish shop product {"sku":"p2","name":"x","price":"1"}')) as {
    error: string;
  };
  assert.is(answer.error, 'sync/schema');
});

for (const [what, payload, reason] of [
  ['garbage', 'garbage', 'not-json'],
  ['a newer version', '{"v":9,"kind":"hello"}', 'version'],
  ['a wrong schema', '{"v":1,"kind":"hello","last":"x"}', 'schema'],
  ['a damaged line', '{"v":1,"kind":"commits","first":9,"last":9}\n00000000 {"seq":9}\n', 'damaged-line'],
  ['another past', encodeUp(commits(8, 8), journalBytes(8, 8, 'other')), 'conflict'],
  ['a cursor behind the feed’s head', encodeUp(hello(8, 99)), 'cursor-ahead'],
  ['a journal that is shorter than ours', encodeUp(hello(2, 1)), 'journal-behind'],
] as const) {
  test(`${what} is refused as ${reason}, and the next commits are taken all the same`, async () => {
    till.heard.length = 0;
    await till.link.publish(UP, typeof payload === 'string' ? new TextEncoder().encode(payload) : payload);
    await waitFor('the refusal', () => till.heard.some(({ kind }) => kind === 'refused'));
    const refused = till.heard.find((message) => message.kind === 'refused');
    assert.is(refused?.reason, reason);
    assert.equal(await storedSeqs(), upTo(8));
  });
}

async function intruder(name: string, secret: string): Promise<MqttClient> {
  return connectAsync(`mqtt://127.0.0.1:${office.brokerPort}`, {
    clientId: name,
    username: name,
    password: secret,
    reconnectPeriod: 0,
  });
}

test('a terminal that writes to another’s topic is disconnected, counted, and nothing is stored', async () => {
  const client = await intruder('till-2', 'secret-of-2');
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.on('error', () => undefined);
  client.publish(UP, Buffer.from(encodeUp(commits(9, 9), journalBytes(9, 9))), { qos: 1 });
  await closed;
  await client.endAsync(true);
  const { terminals } = office.status();
  assert.is(terminals.find(({ terminal }) => terminal === 'till-2')?.last_refusal, 'not-yours');
  assert.equal(await storedSeqs(), upTo(8));
});

test('a terminal cannot read another’s topic', async () => {
  const client = await intruder('till-2', 'secret-of-2');
  const refused = await client.subscribeAsync(DOWN, { qos: 1 }).then(
    () => false,
    () => true,
  );
  assert.ok(refused);
  await client.endAsync();
});

test('a message over the cap ends the connection before it is collected', async () => {
  const client = await intruder('till-2', 'secret-of-2');
  client.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.publish(topicUp('shop', 'till-2'), Buffer.alloc(MAX_PAYLOAD * 2), { qos: 1 });
  await closed;
  await client.endAsync(true);
  assert.is(till.link.status().state, 'ready');
});

test('a wrong secret is said to be bad credentials', async () => {
  const stranger = makeTill('wrong-secret');
  stranger.link.start();
  await waitFor('the refusal', () => stranger.link.status().reason !== undefined);
  assert.equal(stranger.link.status(), { state: 'absent', reason: 'bad-credentials' });
  await stranger.link.stop();
});

test('an office that starts again stands where its database stands', async () => {
  await till.link.stop();
  await office.stop();
  office = await startOffice(config(), realHost());
  const [first] = office.status().terminals;
  assert.is(first?.through, 8);
  // The feed ended at 2 when a terminal said that it had 99: no number is given twice.
  assert.equal(office.status().feed, { shop: 1_000_099 });
  assert.equal(await storedSeqs(), upTo(8));
});

test('what nobody asked for at the control port is explained', async () => {
  for (const line of ['dance', 'commits nobody', 'publish shop', 'publish nowhere shop {}']) {
    const answer = (await control(line)) as { error?: string };
    assert.ok(answer.error?.startsWith('office/'), line);
  }
  assert.ok('help' in ((await control('help')) as object));
});

test('what a till enters is in the office’s books a moment later, and in the feed of the other till', async () => {
  const entry = { type: 'ledger.entered', v: 1, customer: 'c1', account: 'principal', reason: 'recharge' };
  const line = lineOf(1, [{ ...entry, amount: 5000, cause: 'r1' }]);
  const link = createLink({
    ...{ ...realHost(), url: `mqtt://127.0.0.1:${office.brokerPort}`, clientId: 'till-2' },
    ...{ username: 'till-2', password: 'secret-of-2' },
  });
  link.start();
  await waitFor('the line', () => link.status().state === 'ready');
  await link.publish(topicUp('shop', 'till-2'), encodeUp(commits(1, 1), Buffer.from(line)));
  await waitFor('the books', async () => office.status().behind === 0 && (await moneyOf()) === 5000);
  assert.equal(await control('customers shop'), [{ customer: 'c1', balances: { principal: 5000 } }]);
  assert.equal(await control('customer shop c1'), { principal: 5000 });
  assert.equal(await control('conflicts shop'), { over: [], twice: [] });
  const refused = (await control('money elsewhere')) as { error: string };
  assert.is(refused.error, 'office/unknown-store');
  await link.stop();
});

const moneyOf = async () => ((await control('money shop')) as { principal?: number }).principal;

test.run();
