/** Somebody changes the journal afterwards, with a right checksum: verify finds it and says where. */
import { crc32 } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemoryDisk } from '../../../sim/world/disk/memory-disk.js';
import type { Tables } from '../../../terminal/kernel/capability.js';
import { type Anchor, verifyJournal } from '../../../terminal/kernel/journal/verify.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { enter, notesTables } from './notes.js';

const tables: Tables[] = [{ ...notesTables, personal: { 'notes.entered': ['account'] } }];
const DIR = `${DATA}/journal`;
const FIRST = `${DIR}/000000000001.log`;

async function written(count: number): Promise<MemoryDisk> {
  const { kernel, disk } = await openTestKernel({ tables });
  for (let n = 1; n <= count; n++) await enter(kernel, '王小明', n * 100);
  await kernel.close();
  return disk;
}

const linesOf = (disk: MemoryDisk): string[] =>
  Buffer.from(disk.bytes(FIRST)).toString().trimEnd().split('\n');

/** The line with another JSON, and the checksum that fits it. */
function forged(line: string, change: (json: string) => string): string {
  const json = change(line.slice(9));
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
}

async function put(disk: MemoryDisk, lines: readonly string[]): Promise<void> {
  await disk.write(FIRST, Buffer.from(`${lines.join('\n')}\n`));
}

async function breaks(disk: MemoryDisk, anchor?: Anchor): Promise<string[]> {
  return (await verifyJournal(disk, DIR, anchor)).breaks.map(({ seq, kind }) => `${seq} ${kind}`);
}

test('a journal as it was written is chained from its first commit on, also over starts', async () => {
  const disk = await written(3);
  const again = await openTestKernel({ tables, disk });
  await enter(again.kernel, '李红', 1);
  await again.kernel.snapshot();
  await again.kernel.close();
  const third = await openTestKernel({ tables, disk });
  assert.is(third.boot.replayed, 0, 'a start that replays nothing still knows the chain');
  await enter(third.kernel, '李红', 2);
  await third.kernel.close();
  const found = await verifyJournal(disk, DIR);
  assert.equal([found.commits, found.begins, found.breaks], [5, 1, []]);
});

test('a changed amount is found although its checksum fits, wherever it stands', async () => {
  for (const at of [0, 1, 3]) {
    const disk = await written(4);
    const lines = linesOf(disk);
    lines[at] = forged(lines[at] as string, (json) => json.replace(/"amount":\d+/, '"amount":999999'));
    await put(disk, lines);
    assert.equal(await breaks(disk), [`${at + 1} changed`]);
  }
});

test('a changed name, a changed time and a changed salt are found', async () => {
  for (const [from, to] of [
    ['王小明', '王大明'],
    ['"at":', '"at":1'],
    ['"salt":"', '"salt":"x'],
  ] as const) {
    const disk = await written(3);
    const lines = linesOf(disk);
    lines[1] = forged(lines[1] as string, (json) => json.replace(from, to));
    await put(disk, lines);
    assert.equal(await breaks(disk), ['2 changed'], from);
  }
});

test('whoever makes the chain of the changed commit anew is found at the next one', async () => {
  const disk = await written(3);
  const lines = linesOf(disk);
  const other = linesOf(disk);
  lines[1] = forged(other[1] as string, (json) => json.replace(/"chain":"./, '"chain":"_'));
  await put(disk, lines);
  assert.equal(await breaks(disk), ['2 changed', '3 changed']);
});

test('commits written by an older program stay readable, and the chain begins after them', async () => {
  const disk = await written(3);
  const old = linesOf(disk).map((line) =>
    forged(line, (json) => json.replace(/,"veil":.*?\}/, '').replace(/,"chain":"[^"]*"/, '')),
  );
  await put(disk, old);
  assert.equal((await verifyJournal(disk, DIR)).begins, undefined);
  const { kernel } = await openTestKernel({ tables, disk });
  await enter(kernel, '李红', 5);
  await enter(kernel, '李红', 6);
  await kernel.close();
  const found = await verifyJournal(disk, DIR);
  assert.equal([found.commits, found.begins, found.breaks], [5, 4, []]);
  const lines = linesOf(disk);
  await put(disk, [
    ...lines.slice(0, 4),
    forged(lines[4] as string, (json) => json.replace(/,"chain":"[^"]*"/, '')),
  ]);
  assert.equal(await breaks(disk), ['5 unchained']);
});

test('a chain that was noted elsewhere shows a journal that was written anew as a whole', async () => {
  const disk = await written(3);
  const { chain, last } = await verifyJournal(disk, DIR);
  assert.equal(await breaks(disk, { seq: last, chain }), []);
  const { kernel, disk: anew } = await openTestKernel({ tables });
  for (const amount of [100, 200, 301]) await enter(kernel, '王小明', amount);
  await kernel.close();
  assert.equal(await breaks(anew), [], 'alone it looks good');
  assert.equal(await breaks(anew, { seq: last, chain }), ['3 anchor']);
});

test.run();
