/** A disk that is full, read-only or failing, at every operation of a short run. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import type { DiskFault, MemoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { openTestKernel } from '../../support/kernel.js';
import { accounts, enter, notesTables } from './notes.js';

const tables = [notesTables];
/** Two commits fill a segment, so that the run rolls. */
const segmentBytes = 250;
const RUN = ['a', 'b', 'c', 'd', 'e'];

/** Enters each; tells which were kept and which refused. */
async function run(disk: MemoryDisk | undefined, prepare: (disk: MemoryDisk) => void) {
  const opened = await openTestKernel({ tables, segmentBytes, ...(disk && { disk }) });
  prepare(opened.disk);
  const kept: string[] = [];
  for (const account of RUN) {
    try {
      await enter(opened.kernel, account);
      kept.push(account);
    } catch (error) {
      assert.ok(isTerminalError(error, 'disk/') || isTerminalError(error, 'journal/'), String(error));
    }
    assert.equal(accounts(opened.kernel.state), kept, 'the database shows what was kept and nothing else');
  }
  return { ...opened, kept };
}

async function replayed(disk: MemoryDisk): Promise<{ found: string[]; hash: string }> {
  const { kernel } = await openTestKernel({ disk, tables, segmentBytes });
  const found = accounts(kernel.state);
  const hash = kernel.contentHash();
  await kernel.close();
  return { found, hash };
}

async function operationsOfRun(): Promise<number> {
  let before = 0;
  const { disk, kernel } = await run(undefined, (fresh) => {
    before = fresh.operations();
  });
  const count = disk.operations() - before;
  await kernel.close();
  return count;
}

for (const error of ['full', 'read-only', 'failed'] as const) {
  for (const takes of [0, 1, 60]) {
    test(`one operation fails (${error}, ${takes} bytes taken): refused or whole, and it goes on`, async () => {
      const count = await operationsOfRun();
      for (let nth = 1; nth <= count; nth++) {
        const fault: DiskFault = { error, nth, takes };
        const { kernel, disk, kept } = await run(undefined, (fresh) => fresh.fail(fault));
        assert.ok(kept.length >= RUN.length - 1, `operation ${nth}: only one is refused`);
        await enter(kernel, 'after');
        const hash = kernel.contentHash();
        // Nobody closes anything: the power goes.
        const after = await replayed(disk.durable());
        assert.equal(after.found, [...kept, 'after'], `operation ${nth}`);
        assert.is(after.hash, hash);
      }
    });
  }
}

test('a disk that stays full refuses every command and works again when there is room', async () => {
  const count = await operationsOfRun();
  for (let nth = 1; nth <= count; nth++) {
    const fault: DiskFault = { error: 'full', nth, lasting: true, takes: 10 };
    const { kernel, disk, kept } = await run(undefined, (fresh) => fresh.fail(fault));
    disk.heal();
    await enter(kernel, 'after');
    assert.equal((await replayed(disk.durable())).found, [...kept, 'after'], `operation ${nth}`);
  }
});

test('when the power goes while the disk is full, what was told of is there and nothing twice', async () => {
  const count = await operationsOfRun();
  for (let nth = 1; nth <= count; nth++) {
    for (const tornBytes of [0, 7, 1000]) {
      const fault: DiskFault = { error: 'full', nth, lasting: true, takes: 10 };
      const { disk, kept } = await run(undefined, (fresh) => fresh.fail(fault));
      const { found } = await replayed(disk.durable({ tornBytes }));
      assert.equal(found.slice(0, kept.length), kept, `operation ${nth}`);
      assert.ok(found.length <= kept.length + 1 && new Set(found).size === found.length);
    }
  }
});

test('a card with room for so many bytes takes whole commits only', async () => {
  for (let room = 0; room < 700; room += 37) {
    const { kernel, disk, kept } = await run(undefined, (fresh) => fresh.limitRoom(room));
    assert.equal((await replayed(disk.durable())).found, kept, `${room} bytes`);
    disk.limitRoom(undefined);
    await enter(kernel, 'after');
    assert.equal((await replayed(disk.durable())).found, [...kept, 'after']);
  }
});

test('what was told of survives a power cut before any file was closed, the folders of a new terminal included', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'first');
  assert.equal((await replayed(disk.durable())).found, ['first']);
});

test('a group is refused whole when its sync fails', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  disk.fail({ error: 'failed', nth: 1, on: 'sync' });
  const answers = await Promise.allSettled([enter(kernel, 'x'), enter(kernel, 'y'), enter(kernel, 'z')]);
  assert.equal(
    answers.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.equal(accounts(kernel.state), []);
  await enter(kernel, 'w');
  assert.equal((await replayed(disk.durable())).found, ['w']);
});

test.run();
