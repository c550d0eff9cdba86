/**
 * The office of a larger shop: a PostgreSQL server, and a mosquitto broker over TLS with the rules of deploy/examples. Each of the
 * three may die at any time. What is in the database is asked of psql.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLink } from '../../drivers/link/link.js';
import type { Link } from '../../drivers/link/types.js';
import { decodeDown, encodeUp } from '../../protocol/sync/codec.js';
import type { DownMessage, UpHead } from '../../protocol/sync/messages.js';
import { topicDown, topicUp } from '../../protocol/sync/topics.js';
import { journalBytes, realHost, temporaryFolder } from '../office/support.js';
import { waitFor } from '../support/wait-for.js';
import { type Daemon, startDaemon, until } from './daemon.js';
import { createMosquitto, type Mosquitto } from './mosquitto.js';
import { createPostgres, type Postgres } from './postgres.js';

const PROGRAM = new URL('../../terminal/cli/zhanggui.js', import.meta.url).pathname;
const SECRETS = { 'till-1': 'secret-of-1', 'till-2': 'secret-of-2' } as const;
const OFFICE_SECRET = 'secret-of-office';
const LIMIT_MS = 40_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Postgres;
let broker: Mosquitto;
let office: Daemon;
let till: Till;

interface Till {
  readonly link: Link;
  readonly heard: DownMessage[];
  say(head: UpHead, lines?: Uint8Array): Promise<void>;
}

const up = (till: string) => topicUp('shop', till);
const down = (till: string) => topicDown('shop', till);
const hello = (last: number) => ({ v: 1, kind: 'hello', last, cursor: 0, software: 'test 1' }) as const;
const commits = (first: number, last: number) => ({ v: 1, kind: 'commits', first, last }) as const;

test.before(async () => {
  folder = await temporaryFolder();
  database = await createPostgres();
  broker = await createMosquitto({ ...SECRETS, 'zhanggui-office': OFFICE_SECRET });
  await Promise.all([database.start(), broker.start()]);
  writeFileSync(
    join(folder.path, 'office.conf'),
    [
      `broker = ${broker.url}`,
      'broker-user = zhanggui-office',
      `broker-password = ${OFFICE_SECRET}`,
      `broker-ca-file = ${broker.ca}`,
      `database = ${database.url}`,
      ...Object.entries(SECRETS).map(([name, secret]) => `terminal = shop ${name} ${secret}`),
    ].join('\n'),
  );
  await startOffice();
  till = makeTill(broker.ca);
  till.link.start();
  await ready();
});

test.after(async () => {
  await till?.link.stop();
  await office?.stop();
  await broker?.remove();
  await database?.remove();
  await folder.remove();
});

async function startOffice(): Promise<void> {
  const config = join(folder.path, 'office.conf');
  office = await startDaemon(process.execPath, [PROGRAM, 'office', '--config', config], '');
  const { said } = office;
  await until(office, 'the office to be ready', () => said().includes('office ready'), LIMIT_MS);
}

function makeTill(ca: string): Till {
  const heard: DownMessage[] = [];
  const link = createLink({
    ...{ ...realHost(), url: broker.url, ca: async () => readFileSync(ca, 'utf8') },
    ...{ clientId: 'till-1', username: 'till-1', password: SECRETS['till-1'] },
  });
  link.subscribe(down('till-1'), async (payload) => void heard.push(decodeDown(payload)));
  return { link, heard, say: (head, lines) => link.publish(up('till-1'), encodeUp(head, lines)) };
}

const ready = () => waitFor('the line', () => till.link.status().state === 'ready', LIMIT_MS);

/** As a terminal does: says it again from where the office stands, until all is acknowledged. */
async function drain(last: number): Promise<void> {
  const through = () => {
    const acks = till.heard.flatMap((message) => (message.kind === 'ack' ? [message.through] : []));
    return acks.at(-1);
  };
  const end = performance.now() + LIMIT_MS;
  while (through() !== last) {
    assert.ok(
      performance.now() < end,
      `waited in vain for ${last}, the office has ${through()}\n${office.said()}`,
    );
    await ready();
    till.heard.length = 0;
    // The line may break in the middle of either; the next round says it again.
    await till.say(hello(last)).catch(() => undefined);
    await waitFor('an answer', () => through() !== undefined, 2_000).catch(() => undefined);
    const from = through();
    if (from === undefined || from === last) continue;
    await till.say(commits(from + 1, last), journalBytes(from + 1, last)).catch(() => undefined);
    await waitFor('the acknowledgement', () => through() === last, 2_000).catch(() => undefined);
  }
}

/** First and last commits of what is in the database, without a gap and without an overlap. */
async function stored(): Promise<string> {
  const rows = await database.ask("select first, last from batches where terminal = 'till-1' order by first");
  const pairs = rows.map((row) => row.split('|').map(Number));
  let next = 1;
  for (const [first = 0, last = 0] of pairs) {
    assert.is(first, next);
    next = last + 1;
  }
  return `1..${next - 1}`;
}

test('what is acknowledged is in PostgreSQL, once', async () => {
  await drain(3);
  await till.say(commits(1, 3), journalBytes(1, 3));
  await drain(5);
  assert.is(await stored(), '1..5');
});

test('doctor is let in beside the terminal, and the terminal stays on the line', async () => {
  const config = join(folder.path, 'terminal.conf');
  const data = [`data = ${folder.path}`, 'store = shop', 'terminal = till-1', 'reader = no'];
  const line = [`office = ${broker.url}`, 'office-password = secret-of-1', `office-ca-file = ${broker.ca}`];
  writeFileSync(config, [...data, ...line].join('\n'));
  const doctor = await startDaemon(process.execPath, [PROGRAM, 'doctor', '--config', config], '');
  await until(doctor, 'doctor to end', () => doctor.child.exitCode !== null, LIMIT_MS);
  assert.match(doctor.said(), /ok {3}office: .* takes this terminal/);
  assert.is(till.link.status().state, 'ready');
});

test('doctor says that a certificate is not trusted', async () => {
  const config = join(folder.path, 'terminal.conf');
  const trusted = readFileSync(config, 'utf8');
  for (const ours of ['', 'office-ca-file = /nowhere/ca.pem']) {
    writeFileSync(config, trusted.replace(/^office-ca-file.*$/m, ours));
    const doctor = await startDaemon(process.execPath, [PROGRAM, 'doctor', '--config', config], '');
    await until(doctor, 'doctor to end', () => doctor.child.exitCode !== null, LIMIT_MS);
    assert.match(doctor.said(), /FAIL office: .*its certificate is not trusted/);
  }
});

test('a database server that dies takes no acknowledged commit along, and the office goes on when it is back', async () => {
  await drain(8);
  await database.crash();
  await till.say(commits(9, 10), journalBytes(9, 10));
  await database.start();
  await drain(10);
  assert.is(await stored(), '1..10');
  assert.is(office.child.exitCode, null);
});

test('a broker that dies without its memory stops nobody for long', async () => {
  await broker.kill();
  await waitFor('the line to be down', () => till.link.status().state !== 'ready', LIMIT_MS);
  await broker.start();
  await drain(12);
  assert.is(await stored(), '1..12');
});

test('an office that is killed stands where its database stands', async () => {
  await till.say(commits(13, 14), journalBytes(13, 14));
  office.child.kill('SIGKILL');
  await office.stop();
  await startOffice();
  await drain(14);
  assert.is(await stored(), '1..14');
});

test('the rules in deploy/examples give a terminal its own two topics alone', async () => {
  till.heard.length = 0;
  const client = await connectAsync(broker.url, {
    ...{ clientId: 'till-2', username: 'till-2', password: SECRETS['till-2'] },
    ...{ ca: readFileSync(broker.ca), reconnectPeriod: 0 },
  });
  const may = (topic: string) =>
    client.subscribeAsync(topic, { qos: 1 }).then(
      () => true,
      () => false,
    );
  assert.ok(await may(down('till-2')));
  const heard: string[] = [];
  client.on('message', (came) => void heard.push(came));
  for (const topic of [down('till-1'), up('till-1'), 'zhanggui/v1/#']) await may(topic);
  await till.say(hello(14));
  await waitFor('the answer', () => till.heard.length > 0);
  // What the broker had for it before comes before this answer.
  assert.ok(await may(down('till-2')));
  assert.equal(heard, []);
  await client.publishAsync(up('till-1'), Buffer.from(encodeUp(commits(15, 15), journalBytes(15, 15))), {
    qos: 1,
  });
  await drain(14);
  assert.is(await stored(), '1..14');
  await client.endAsync();
});

test.run();
