/** The snapshot: a shortcut that may always be missing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { accounts, enter, notesTables } from './notes.js';

const tables = [notesTables];

function snapshots(disk: MemoryDisk): string[] {
  return disk.paths().filter((path) => path.startsWith(`${DATA}/snapshots/`));
}

/** Snapshots after 3 and after 5 commits, and 2 commits more. */
async function twoGenerations(): Promise<{ disk: MemoryDisk; hash: string }> {
  const { kernel, disk } = await openTestKernel({ tables });
  for (const account of ['a', 'b', 'c']) await enter(kernel, account);
  await kernel.snapshot();
  for (const account of ['d', 'e']) await enter(kernel, account);
  await kernel.snapshot();
  for (const account of ['f', 'g']) await enter(kernel, account);
  const hash = kernel.contentHash();
  await kernel.close();
  return { disk, hash };
}

async function boot(disk: MemoryDisk, version = 1) {
  const { kernel, boot: facts } = await openTestKernel({ disk, tables: [{ ...notesTables, version }] });
  const found = { ...facts, hash: kernel.contentHash(), accounts: accounts(kernel.state).join('') };
  await kernel.close();
  return found;
}

test('snapshot and the rest replayed give the same content as all replayed', async () => {
  const { disk, hash } = await twoGenerations();
  assert.equal(await boot(disk), { replayed: 2, fromSnapshot: 5, hash, accounts: 'abcdefg' });
  for (const path of snapshots(disk)) disk.lose(path);
  assert.equal(await boot(disk), { replayed: 7, fromSnapshot: 0, hash, accounts: 'abcdefg' });
});

test('a snapshot with one wrong byte anywhere is skipped, and the one before it serves', async () => {
  const { disk, hash } = await twoGenerations();
  const newest = snapshots(disk).at(-1) ?? '';
  const whole = disk.bytes(newest);
  const footer = whole.length - 200;
  const offsets = [0, 100, whole.length >> 1, ...Array.from({ length: 200 }, (_, n) => footer + n)];
  for (const offset of offsets) {
    const bytes = whole.slice();
    bytes[offset] = (bytes[offset] ?? 0) ^ 1;
    disk.put(newest, bytes);
    const found = await boot(disk);
    assert.equal([found.fromSnapshot, found.hash], [3, hash], `byte ${offset} of ${whole.length}`);
  }
});

test('a snapshot cut short is skipped', async () => {
  const { disk, hash } = await twoGenerations();
  const newest = snapshots(disk).at(-1) ?? '';
  const whole = disk.bytes(newest);
  for (const length of [0, 3, 8, 20, 4096, whole.length - 20, whole.length - 1]) {
    disk.put(newest, whole.slice(0, length));
    const found = await boot(disk);
    assert.equal([found.fromSnapshot, found.hash], [3, hash], `${length} bytes`);
  }
});

test('snapshots of another version of the tables are skipped and everything is replayed', async () => {
  const { disk } = await twoGenerations();
  const found = await boot(disk, 2);
  assert.equal([found.fromSnapshot, found.replayed, found.accounts], [0, 7, 'abcdefg']);
});

test('two generations stay, the newest', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  for (const account of ['a', 'b', 'c', 'd']) {
    await enter(kernel, account);
    await kernel.snapshot();
  }
  assert.equal(snapshots(disk), [
    `${DATA}/snapshots/000000000003.snapshot`,
    `${DATA}/snapshots/000000000004.snapshot`,
  ]);
  await kernel.close();
});

test('a snapshot that fails or is cut by the power at any operation harms nothing, and leaves nothing behind', async () => {
  for (let nth = 1; nth <= 5; nth++) {
    const { kernel, disk } = await openTestKernel({ tables });
    await enter(kernel, 'a');
    await kernel.snapshot();
    await enter(kernel, 'b');
    disk.fail({ error: 'full', nth, takes: 100 });
    const failed = await kernel.snapshot().then(
      () => false,
      () => true,
    );
    const after = await boot(disk.durable());
    assert.is(after.accounts, 'ab', `operation ${nth}`);
    disk.heal();
    await enter(kernel, 'c');
    await kernel.snapshot();
    assert.equal(
      snapshots(disk).filter((path) => !path.endsWith('.snapshot')),
      [],
    );
    assert.ok(failed || nth === 5);
    await kernel.close();
  }
});

test('a snapshot asked for while a commit is being written is of one moment', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'a');
  const release = disk.hold('sync');
  const entering = enter(kernel, 'b');
  const snapshot = kernel.snapshot();
  release();
  await Promise.all([entering, snapshot, enter(kernel, 'c')]);
  const hash = kernel.contentHash();
  await kernel.close();
  assert.is((await boot(disk)).hash, hash);
});

test('without new commits no snapshot is written', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'a');
  await kernel.snapshot();
  const before = disk.operations();
  await kernel.snapshot();
  assert.is(disk.operations(), before);
  assert.is(kernel.sinceSnapshot(), 0);
  await kernel.close();
});

test.run();
