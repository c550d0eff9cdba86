/** The parent's side of the reader: a child that hangs, dies, or says strange things. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createReader } from '../../../drivers/reader/reader.js';
import type { ReaderChild } from '../../../drivers/reader/supervisor.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

class FakeChild implements ReaderChild {
  killed = false;
  private hear: (message: unknown) => void = () => undefined;
  private end: (how: string) => void = () => undefined;
  onMessage(listener: (message: unknown) => void) {
    this.hear = listener;
  }
  onExit(listener: (how: string) => void) {
    this.end = listener;
  }
  kill() {
    this.killed = true;
    setImmediate(() => this.end('SIGKILL'));
  }
  say(...messages: unknown[]) {
    for (const message of messages) this.hear(message);
  }
  die() {
    this.end('exit 1');
  }
}

function desk() {
  const clock = virtualClock();
  const children: FakeChild[] = [];
  let drawn = 0;
  const reader = createReader({
    spawnChild: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    clock,
    random: { bytes: (count) => new Uint8Array(count).fill(++drawn) },
    log: silentLog,
  });
  const taps: string[] = [];
  const statuses: string[] = [];
  reader.onTap(({ uid, tap }) => taps.push(`${uid} ${tap}`));
  reader.onStatus(({ state, reason }) => statuses.push(reason === undefined ? state : `${state} ${reason}`));
  reader.start();
  const child = () => children.at(-1) as FakeChild;
  return { clock, reader, children, child, taps, statuses };
}

const CARD = { kind: 'read', reader: 'A', card: { uid: '9C5F0A1B', kind: 'classic', random: false } };

test('the status follows the service and the readers', async () => {
  const { child, statuses, reader } = desk();
  child().say(
    { kind: 'unavailable', reason: 'no-pcscd' },
    { kind: 'readers', count: 0 },
    { kind: 'readers', count: 1 },
  );
  child().say({ kind: 'readers', count: 2 }, { kind: 'readers', count: 0 });
  assert.equal(statuses, ['opening', 'absent no-pcscd', 'absent no-reader', 'ready', 'absent no-reader']);
  await reader.stop();
});

test('a child that hangs is killed after 5 s of silence, and the next one reads cards', async () => {
  const { clock, child, children, statuses, reader, taps } = desk();
  child().say({ kind: 'readers', count: 1 });
  for (let n = 0; n < 10; n++) {
    await clock.advance(4_000);
    child().say({ kind: 'beat' });
  }
  assert.is(child().killed, false);
  await clock.advance(5_000);
  assert.is(children[0]?.killed, true);
  await clock.until(() => children.length === 2, 1_000);
  child().say({ kind: 'readers', count: 1 }, { kind: 'present', reader: 'A' }, CARD);
  assert.equal(statuses, ['opening', 'ready', 'degraded restarting', 'ready']);
  assert.is(taps.length, 1);
  await reader.stop();
});

test('a child that never says a word (nfc-pcsc spins in its constructor) is killed too', async () => {
  const { clock, children, reader } = desk();
  await clock.advance(15_000);
  assert.is(children[0]?.killed, true);
  await reader.stop();
});

test('a child that dies again and again is started ever more seldom, but never given up', async () => {
  const { clock, child, children, reader } = desk();
  const gaps: number[] = [];
  for (let n = 0; n < 8; n++) {
    const before = clock.monotonic();
    const count = children.length;
    child().die();
    await clock.until(() => children.length > count, 20_000);
    gaps.push(clock.monotonic() - before);
  }
  assert.ok((gaps[0] ?? 0) <= 500 && (gaps[0] ?? 0) >= 250, `${gaps}`);
  assert.ok(
    gaps.slice(5).every((gap) => gap >= 5_000 && gap <= 10_000),
    `${gaps}`,
  );
  await clock.advance(60_000);
  await reader.stop();
});

test('what a child says after it was given up is not heard', async () => {
  const { clock, child, children, taps, reader } = desk();
  const first = child();
  first.die();
  await clock.until(() => children.length === 2, 1_000);
  first.say(CARD);
  assert.equal(taps, []);
  await reader.stop();
});

test('each tap has its own key; strange messages are nothing', async () => {
  const { clock, child, taps, reader } = desk();
  child().say(null, 7, 'read', {}, { kind: 'shutdown' }, [], CARD, { kind: 'off', reader: 'A' });
  await clock.advance(300);
  child().say(CARD);
  assert.equal(taps, [`9C5F0A1B ${'01'.repeat(10)}`, `9C5F0A1B ${'02'.repeat(10)}`]);
  await reader.stop();
});

test('two readers have two fields', async () => {
  const { child, taps, reader } = desk();
  child().say(CARD, { ...CARD, reader: 'B' });
  assert.is(taps.length, 2);
  await reader.stop();
});

test('stop ends the child and leaves no timer', async () => {
  const { clock, child, reader } = desk();
  child().say({ kind: 'present', reader: 'A' });
  const last = child();
  await reader.stop();
  assert.is(last.killed, true);
  assert.is(clock.pending, 0);
  assert.equal(reader.status(), { state: 'absent' });
});

test.run();
