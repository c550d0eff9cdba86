/** Found by the world's snapshot-rot (any seed): the folder of the first snapshot was lost with the power, and the snapshot in it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { loadSnapshot, saveSnapshot } from '../../../terminal/kernel/snapshot.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, child: () => silent };

test('the first snapshot is there after a power cut', async () => {
  const disk = memoryDisk();
  await disk.makeDir('/data');
  await disk.syncDir('/data');
  const position = { seq: 3, segment: 1, offset: 90 };
  await saveSnapshot(disk, '/data/snapshots', 'v', { position, database: Uint8Array.of(1, 2, 3) });
  const after = await loadSnapshot(disk.durable(), '/data/snapshots', 'v', silent);
  assert.equal(after?.position, position);
});

test.run();
