/** Damage that a person must see: flipped bits in the middle and missing files; and what `journal repair` makes of it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError, type TerminalError } from '../../../protocol/errors.js';
import type { MemoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { repairJournal } from '../../../terminal/kernel/journal/repair.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { accounts, enter, notesTables } from './notes.js';

const tables = [notesTables];
/** Two commits fill a segment. */
const segmentBytes = 250;

async function tenCommits(): Promise<MemoryDisk> {
  const { kernel, disk } = await openTestKernel({ tables, segmentBytes });
  for (let n = 1; n <= 10; n++) await enter(kernel, `c${n}`);
  await kernel.close();
  return disk;
}

function segments(disk: MemoryDisk): string[] {
  return disk.paths().filter((path) => path.endsWith('.log'));
}

async function bootError(disk: MemoryDisk): Promise<TerminalError> {
  try {
    const { kernel } = await openTestKernel({ disk, tables, segmentBytes });
    await kernel.close();
  } catch (error) {
    if (isTerminalError(error)) return error;
    throw error;
  }
  throw new Error('the boot did not stop');
}

async function repaired(disk: MemoryDisk): Promise<{ found: string[]; cut: number }> {
  const report = await repairJournal(disk, DATA);
  const { kernel } = await openTestKernel({ disk, tables, segmentBytes });
  const found = accounts(kernel.state);
  assert.is(kernel.end().seq, report.last);
  await enter(kernel, 'after repair');
  await kernel.close();
  return { found, cut: report.cut.length };
}

function flip(disk: MemoryDisk, path: string, offset: number): void {
  const bytes = disk.bytes(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x10;
  disk.put(path, bytes);
}

test('segments roll, and each is named by its first commit', async () => {
  const disk = await tenCommits();
  const names = segments(disk).map((path) => path.slice(-16));
  assert.equal(names.slice(0, 3), ['000000000001.log', '000000000003.log', '000000000005.log']);
  const { kernel, boot } = await openTestKernel({ disk, tables, segmentBytes });
  assert.equal(boot, { replayed: 10, fromSnapshot: 0 });
  assert.is(accounts(kernel.state).length, 10);
  await kernel.close();
});

test('a flipped bit in any byte of a segment in the middle stops the boot and says what to run', async () => {
  const disk = await tenCommits();
  const path = segments(disk)[1] ?? '';
  const whole = disk.bytes(path);
  for (let offset = 0; offset < whole.length; offset += 11) {
    flip(disk, path, offset);
    const error = await bootError(disk);
    assert.is(error.code, 'journal/damaged', `byte ${offset}`);
    assert.match(error.message, /zhanggui journal repair/);
    disk.put(path, whole);
  }
});

test('after the repair of a flipped bit it boots with everything before it, and nothing is deleted', async () => {
  const disk = await tenCommits();
  const path = segments(disk)[2] ?? '';
  const second = disk.bytes(path).indexOf(0x0a) + 1;
  flip(disk, path, second + 50);
  const { found, cut } = await repaired(disk);
  assert.equal(found, ['c1', 'c2', 'c3', 'c4', 'c5']);
  assert.is(cut, 3, 'the rest of its segment and the two behind it');
  assert.is(disk.paths().filter((one) => one.includes('/aside/')).length, 3);
});

test('a missing first segment is told apart from an empty journal', async () => {
  const disk = await tenCommits();
  disk.lose(segments(disk)[0] ?? '');
  const error = await bootError(disk);
  assert.is(error.code, 'journal/missing-segment');
  assert.match(error.message, /commits 1 to 2 are missing: a journal file is gone/);
});

test('a missing segment in the middle names the commits that are gone', async () => {
  const disk = await tenCommits();
  disk.lose(segments(disk)[2] ?? '');
  const error = await bootError(disk);
  assert.is(error.code, 'journal/missing-segment');
  assert.match(error.message, /commits 5 to 6 are missing/);
});

test('a missing segment in the middle is found though a snapshot knows what was in it', async () => {
  const disk = await tenCommits();
  const first = await openTestKernel({ disk, tables, segmentBytes });
  await first.kernel.snapshot();
  await first.kernel.close();
  disk.lose(segments(disk)[2] ?? '');
  const error = await bootError(disk);
  assert.is(error.code, 'journal/missing-segment');
});

test('a segment that a lying disk left empty, or cut short, is found behind a snapshot', async () => {
  // Seed 8960: the name was there, nothing in it, and the start went on from the snapshot after it.
  for (const bytes of [0, 40, 200]) {
    const disk = await tenCommits();
    const first = await openTestKernel({ disk, tables, segmentBytes });
    await first.kernel.snapshot();
    await first.kernel.close();
    const path = segments(disk)[2] ?? '';
    disk.put(path, disk.bytes(path).slice(0, bytes));
    if (bytes === 40) assert.not.ok(disk.bytes(path).includes(0x0a), 'not one whole line');
    const error = await bootError(disk);
    assert.is(error.code, 'journal/missing-segment', `${bytes} bytes`);
    assert.equal((await repaired(disk)).found.slice(0, 4), ['c1', 'c2', 'c3', 'c4']);
  }
});

test('a journal that ends before its snapshot says that the disk lost commits, and is repaired', async () => {
  const disk = await tenCommits();
  const first = await openTestKernel({ disk, tables, segmentBytes });
  await first.kernel.snapshot();
  await first.kernel.close();
  const last = segments(disk).at(-1) ?? '';
  disk.put(last, disk.bytes(last).slice(0, 40));
  assert.is((await bootError(disk)).code, 'journal/behind');
  const { found } = await repaired(disk);
  assert.is(found.length, 8);
});

test('after the repair of a missing segment it boots with everything before it', async () => {
  const disk = await tenCommits();
  disk.lose(segments(disk)[2] ?? '');
  const { found, cut } = await repaired(disk);
  assert.equal(found, ['c1', 'c2', 'c3', 'c4']);
  assert.is(cut, 2);
});

test('after the repair of a missing first segment it boots, empty, with the rest kept aside', async () => {
  const disk = await tenCommits();
  disk.lose(segments(disk)[0] ?? '');
  const { found, cut } = await repaired(disk);
  assert.equal(found, []);
  assert.is(cut, 4);
});

test('a snapshot that knows commits which the repair cut off is moved aside too', async () => {
  const disk = await tenCommits();
  const first = await openTestKernel({ disk, tables, segmentBytes });
  await first.kernel.snapshot();
  await first.kernel.close();
  flip(disk, segments(disk)[1] ?? '', 60);
  const { found } = await repaired(disk);
  assert.equal(found, ['c1', 'c2']);
  assert.ok(disk.paths().some((path) => path.includes('/snapshots/aside/')));
});

test('a repair of a whole journal changes nothing', async () => {
  const disk = await tenCommits();
  const before = disk.paths();
  assert.equal(await repairJournal(disk, DATA), { last: 10, mended: [], cut: [] });
  assert.equal(disk.paths(), before);
});

test.run();
