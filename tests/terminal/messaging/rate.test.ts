/** The SIM's rate counts parts, and a text of three parts is three of them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sendText } from '../../../terminal/messaging/outgoing.js';
import { STAFF } from '../../support/kernel.js';
import { fakeModem } from '../fake-devices.js';
import { HOUR_MS, MINUTE_MS, numberKey, openPost, type Post } from './post.js';

const LONG = '这条短信很长，要分三段才能发完。'.repeat(10);

interface Busy extends Post {
  /** When each part left, ms after the beginning. */
  readonly left: number[];
  send(n: number, text: string, purpose?: 'care' | 'marketing'): Promise<void>;
}

async function openBusy(): Promise<Busy> {
  const modem = fakeModem();
  const post = await openPost({}, modem);
  const left: number[] = [];
  const from = post.clock.now();
  modem.beforeAnswer = async () => {
    left.push(post.clock.now() - from);
  };
  return {
    ...post,
    left,
    async send(n, text, purpose = 'marketing') {
      await post.agree(numberKey(n));
      const wanted = { id: `${purpose}${n}`, key: numberKey(n), text, purpose, cause: 'campaign' } as const;
      await post.kernel.transact(STAFF, (state) => sendText(state, { ...wanted, now: post.clock.now() }));
      await post.clock.settle();
    },
  };
}

/** The most parts in any minute. */
function densest(left: readonly number[], windowMs = MINUTE_MS): number {
  return Math.max(...left.map((at) => left.filter((other) => other >= at && other < at + windowMs).length));
}

test('texts of three parts keep the parts a minute of the SIM', async () => {
  const it = await openBusy();
  await it.set({ perMinute: 5 });
  for (let n = 0; n < 6; n++) await it.send(n, LONG);
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.left.length, 18);
  assert.ok(densest(it.left) <= 5, `${densest(it.left)} parts in one minute`);
  await it.stop();
});

test('a text of more parts than a minute may have leaves whole, and is waited for as long as its parts take', async () => {
  const it = await openBusy();
  await it.set({ perMinute: 2 });
  for (let n = 0; n < 4; n++) await it.send(n, LONG);
  await it.clock.advance(20 * MINUTE_MS);
  assert.is(it.left.length, 12);
  assert.is(densest(it.left, 2 * MINUTE_MS), 3, 'three parts in two minutes');
  await it.stop();
});

test('the hour and the day are kept by parts, too', async () => {
  const it = await openBusy();
  await it.set({ perMinute: 60, perHour: 10, perDay: 20 });
  for (let n = 0; n < 8; n++) await it.send(n, LONG);
  await it.clock.advance(10 * HOUR_MS);
  assert.ok(densest(it.left, HOUR_MS) <= 8, 'four fifths of the hour');
  assert.ok(it.left.length <= 16, 'four fifths of the day');
  await it.stop();
});

test('a long wish is not overtaken for ever by short advertisements', async () => {
  const it = await openBusy();
  await it.set({ perMinute: 3 });
  for (let n = 0; n < 3; n++) await it.send(n, '水果节');
  await it.send(50, LONG, 'care');
  for (let n = 3; n < 30; n++) await it.send(n, '水果节');
  await it.clock.advance(3 * MINUTE_MS);
  assert.is(it.texts().find(({ id }) => id === 'care50')?.state, 'sent');
  await it.stop();
});

test.run();
