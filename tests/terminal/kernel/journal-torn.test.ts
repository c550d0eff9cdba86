/** A power cut in the middle of a write: at every byte, what was told of stays, and what is cut is kept aside. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { readJournal, START } from '../../../terminal/kernel/journal/recover.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { accounts, enter, notesTables } from './notes.js';

const SEGMENT = `${DATA}/journal/000000000001.log`;
const tables = [notesTables];

/** The journal of two commits told of, one by one, and then a group of `last` commits in one write. */
async function journalOf(last: readonly string[]) {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'first');
  await enter(kernel, 'second');
  const before = disk.bytes(SEGMENT).length;
  await Promise.all(last.map((account) => enter(kernel, account)));
  await kernel.close();
  return { bytes: disk.bytes(SEGMENT), before };
}

async function bootWith(bytes: Uint8Array) {
  const disk = memoryDisk();
  disk.put(SEGMENT, bytes);
  const opened = await openTestKernel({ disk, tables });
  return { ...opened, found: accounts(opened.kernel.state) };
}

test('a last commit cut at any byte is cut aside, and the commits before it are there', async () => {
  const { bytes, before } = await journalOf(['third']);
  for (let length = before; length < bytes.length; length++) {
    const { kernel, disk, boot, found } = await bootWith(bytes.slice(0, length));
    assert.equal(found, ['first', 'second'], `cut at byte ${length}`);
    if (length === before) assert.is(boot.cutAside, undefined);
    else assert.equal(disk.bytes(boot.cutAside ?? ''), bytes.slice(before, length));
    await enter(kernel, 'fourth');
    await kernel.close();
    const again = await openTestKernel({ disk, tables });
    assert.equal(accounts(again.kernel.state), ['first', 'second', 'fourth']);
    assert.is(again.boot.cutAside, undefined);
    await again.kernel.close();
  }
});

test('a group of commits cut at any byte keeps a first part of it, whole commits only', async () => {
  const { bytes, before } = await journalOf(['third', 'fourth', 'fifth']);
  const all = ['first', 'second', 'third', 'fourth', 'fifth'];
  for (let length = before; length <= bytes.length; length += 7) {
    const lines = Buffer.from(bytes.slice(0, length)).toString().split('\n').length - 1;
    const { kernel, found } = await bootWith(bytes.slice(0, length));
    assert.equal(found, all.slice(0, lines), `cut at byte ${length}`);
    await kernel.close();
  }
});

test('a damaged line with whole lines of the same group after it is a torn write: pages reach the medium in any order', async () => {
  const { bytes, before } = await journalOf(['third', 'fourth', 'fifth']);
  const torn = bytes.slice();
  torn.fill(0, before + 20, before + 40);
  const { kernel, found, boot, disk } = await bootWith(torn);
  assert.equal(found, ['first', 'second']);
  assert.equal(disk.bytes(boot.cutAside ?? ''), torn.slice(before));
  await kernel.close();
});

test('a page of zeros where the group should be is a torn write', async () => {
  const { bytes, before } = await journalOf(['third']);
  const torn = bytes.slice();
  torn.fill(0, before);
  const { kernel, found } = await bootWith(torn);
  assert.equal(found, ['first', 'second']);
  await kernel.close();
});

test('damage before a whole line of a later group was told of: the boot stops and cuts nothing', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  for (const account of ['first', 'second', 'third']) await enter(kernel, account);
  await kernel.close();
  const bytes = disk.bytes(SEGMENT);
  const second = bytes.indexOf(0x0a) + 1;
  bytes[second + 30] = (bytes[second + 30] ?? 0) ^ 1;
  disk.put(SEGMENT, bytes);
  try {
    await openTestKernel({ disk, tables });
    assert.unreachable('a damaged journal must stop the boot');
  } catch (error) {
    assert.match(
      (error as Error).message,
      /the journal is damaged after commit 1 .*run: zhanggui journal repair/,
    );
  }
  assert.equal(disk.bytes(SEGMENT), bytes);
  assert.equal(disk.paths(), [SEGMENT]);
});

test('what is cut aside is on the medium before it is cut', async () => {
  const { bytes, before } = await journalOf(['third']);
  const disk = memoryDisk();
  disk.put(SEGMENT, bytes.slice(0, before + 30));
  disk.fail({ error: 'failed', nth: 1, on: 'truncate' });
  await openTestKernel({ disk, tables }).then(
    () => assert.unreachable(),
    () => undefined,
  );
  const after = disk.durable();
  const aside = after.paths().find((path) => path.includes('/aside/'));
  assert.equal(after.bytes(aside ?? ''), bytes.slice(before, before + 30));
});

test('an empty journal file, as a power cut leaves it after a new one was begun, is no damage', async () => {
  const { kernel, found } = await bootWith(new Uint8Array(0));
  assert.equal(found, []);
  await enter(kernel, 'first');
  assert.is(kernel.end().seq, 1);
  await kernel.close();
});

test('reading a journal changes nothing', async () => {
  const { bytes, before } = await journalOf(['third']);
  const disk = memoryDisk();
  disk.put(SEGMENT, bytes.slice(0, before + 10));
  const { end, torn } = await readJournal(disk, `${DATA}/journal`, START, () => undefined);
  assert.equal([end.seq, end.offset, torn?.bytes], [2, before, 10]);
  assert.is(disk.operations(), 0);
});

test.run();
