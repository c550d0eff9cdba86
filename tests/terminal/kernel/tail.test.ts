/** The reader that sync follows the journal with. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TailLine } from '../../../terminal/kernel/journal/tail.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { enter, notesTables } from './notes.js';

const tables = [notesTables];

function accountsIn(lines: readonly TailLine[]): string[] {
  return lines.map(({ bytes }) => /"account":"([^"]*)"/.exec(Buffer.from(bytes).toString())?.[1] ?? '?');
}

test('a tail reads across segments, from any commit on', async () => {
  const { kernel } = await openTestKernel({ tables, segmentBytes: 250 });
  const wanted = Array.from({ length: 9 }, (_, n) => `c${n + 1}`);
  for (const account of wanted) await enter(kernel, account);
  for (let after = 0; after <= 9; after++) {
    const lines = await kernel.tail(after).next(1_000_000);
    assert.equal(accountsIn(lines), wanted.slice(after));
    assert.equal(
      lines.map(({ seq }) => seq),
      wanted.slice(after).map((_, n) => after + n + 1),
    );
  }
  await kernel.close();
});

test('a tail gives at most so many bytes, but always one line, and goes on where it stopped', async () => {
  const { kernel } = await openTestKernel({ tables });
  for (const account of ['a', 'b', 'x'.repeat(5000), 'c']) await enter(kernel, account);
  const tail = kernel.tail(0);
  const sizes: number[] = [];
  for (let lines = await tail.next(450); lines.length > 0; lines = await tail.next(450))
    sizes.push(lines.length);
  assert.equal(sizes, [2, 1, 1]);
  await kernel.close();
});

test('a tail at the end follows as the journal grows, into the next segment', async () => {
  const { kernel } = await openTestKernel({ tables, segmentBytes: 250 });
  const tail = kernel.tail(0);
  assert.equal(await tail.next(1000), []);
  const found: string[] = [];
  for (const account of ['a', 'b', 'c', 'd', 'e']) {
    await enter(kernel, account);
    found.push(...accountsIn(await tail.next(1000)));
    assert.equal(await tail.next(1000), []);
  }
  assert.equal(found, ['a', 'b', 'c', 'd', 'e']);
  await kernel.close();
});

test('a tail that looks while a write fails never gives what was taken back', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'first');
  const tail = kernel.tail(0);
  const release = disk.hold('sync');
  disk.fail({ error: 'failed', nth: 1, on: 'sync' });
  const taken = enter(kernel, 'taken back').catch(() => 'refused');
  while (disk.count('sync') < 2) await Promise.resolve();
  assert.equal(accountsIn(await tail.next(1000)), ['first']);
  release();
  assert.is(await taken, 'refused');
  await enter(kernel, 'another');
  assert.equal(accountsIn(await tail.next(1000)), ['another']);
  await kernel.close();
});

test('lines come out as they stand in the file', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, '王');
  await enter(kernel, '李');
  const lines = await kernel.tail(0).next(10_000);
  assert.equal(
    Buffer.concat(lines.map(({ bytes }) => bytes)),
    Buffer.from(disk.bytes(`${DATA}/journal/000000000001.log`)),
  );
  await kernel.close();
});

test.run();
