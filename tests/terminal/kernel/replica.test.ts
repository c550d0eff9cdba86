/** A snapshot made beside the running kernel, from the journal: the same database, whatever happens meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock, systemDisk, systemRandom } from '../../../drivers/host/index.js';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { register } from '../../../terminal/customers/commands.js';
import { type Kernel, type MakeSnapshot, openKernel } from '../../../terminal/kernel/kernel.js';
import { writeReplica } from '../../../terminal/kernel/replica.js';
import { snapshotsInThread } from '../../../terminal/snapshot-thread.js';
import { countingRandom, DATA, STAFF } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

const stamp = '000000000000001-00000-till-1';

async function enrol(kernel: Kernel, from: number, to: number): Promise<void> {
  const all = Array.from({ length: to - from }, (_, n) => `c${from + n}`);
  await Promise.all(
    all.map((id) => kernel.transact(STAFF, (state) => register(state, { id, name: `顾客${id}`, stamp }))),
  );
}

/** A kernel in memory, whose snapshots are made beside when `go` lets them. */
async function opened(
  disk = memoryDisk(),
  go: (make: () => Promise<void>) => Promise<void> = (make) => make(),
) {
  const host = { clock: virtualClock(), random: countingRandom(), disk, log: silentLog };
  const makeSnapshot: MakeSnapshot = ({ dir, upTo }) =>
    go(() => writeReplica({ disk, log: silentLog, dir, tables: ALL_TABLES, upTo }));
  const { kernel, boot } = await openKernel({
    host,
    dir: DATA,
    tables: ALL_TABLES,
    segmentBytes: 4_000,
    makeSnapshot,
  });
  return { kernel, boot, disk };
}

test('a start from it is the same database, and replays only what came later', async () => {
  const { kernel, disk } = await opened();
  await enrol(kernel, 0, 60);
  await kernel.snapshotBeside();
  await enrol(kernel, 60, 90);
  await kernel.snapshotBeside();
  await enrol(kernel, 90, 95);
  const { seq } = kernel.end();
  assert.is(kernel.sinceSnapshot(), 5);
  const again = await opened(disk.durable());
  assert.equal([again.boot.replayed, again.boot.fromSnapshot], [5, seq - 5]);
  assert.is(again.kernel.contentHash(), kernel.contentHash());
  await again.kernel.close();
  await kernel.close();
});

test('commits that come while it is made are not in it, and nobody waits for it', async () => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { kernel, disk } = await opened(memoryDisk(), async (make) => {
    await held;
    await make();
  });
  await enrol(kernel, 0, 20);
  const { seq } = kernel.end();
  const snapshot = kernel.snapshotBeside();
  await enrol(kernel, 20, 40);
  letGo();
  await snapshot;
  assert.is(kernel.sinceSnapshot(), kernel.end().seq - seq);
  const again = await opened(disk.durable());
  assert.is(again.boot.fromSnapshot, seq);
  assert.is(again.kernel.contentHash(), kernel.contentHash());
  await again.kernel.close();
  await kernel.close();
});

test('one that is not finished, or cannot be made, is as if there were none', async () => {
  const { kernel, disk } = await opened(memoryDisk(), () => Promise.reject(new Error('no memory')));
  await enrol(kernel, 0, 20);
  const error = await kernel.snapshotBeside().catch((caught: unknown) => caught);
  assert.match(String(error), 'no memory');
  await enrol(kernel, 20, 21);
  await writeReplica({ disk, log: silentLog, dir: DATA, tables: ALL_TABLES, upTo: kernel.end() });
  const again = await opened(disk.durable());
  assert.is(again.boot.fromSnapshot, 0, 'written beside and never kept');
  assert.is(again.kernel.contentHash(), kernel.contentHash());
  await again.kernel.snapshotBeside();
  assert.is(disk.paths().filter((path) => path.endsWith('.new')).length, 1);
  assert.is(
    again.disk.paths().filter((path) => path.endsWith('.new')).length,
    0,
    'the next one takes its place',
  );
  await again.kernel.close();
  await kernel.close();
});

test('a position that the journal does not have is refused', async () => {
  const { kernel, disk } = await opened();
  await enrol(kernel, 0, 5);
  const upTo = { ...kernel.end(), seq: kernel.end().seq + 3 };
  const error = await writeReplica({ disk, log: silentLog, dir: DATA, tables: ALL_TABLES, upTo }).catch(
    (caught: unknown) => caught,
  );
  assert.match(String(error), /the journal was read to commit 5 of 8/);
  await kernel.close();
});

test('in a real thread on a real disk', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-replica-'));
  const host = { clock: systemClock, random: systemRandom, disk: systemDisk(), log: silentLog };
  const options = { host, dir, tables: ALL_TABLES, makeSnapshot: snapshotsInThread(silentLog) };
  const { kernel } = await openKernel(options);
  await enrol(kernel, 0, 50);
  const snapshot = kernel.snapshotBeside();
  await enrol(kernel, 50, 55);
  await snapshot;
  await kernel.close();
  const again = await openKernel(options);
  assert.is(again.boot.fromSnapshot, 50);
  assert.is(again.boot.replayed, 5);
  await again.kernel.close();
  const nowhere = snapshotsInThread(silentLog)({
    dir: `${dir}/none`,
    upTo: { seq: 3, segment: 1, offset: 0 },
  });
  assert.match(String(await nowhere.catch((caught: unknown) => caught)), /read to commit 0 of 3/);
  rmSync(dir, { recursive: true });
});

test.run();
