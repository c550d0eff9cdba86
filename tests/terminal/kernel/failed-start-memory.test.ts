/** A start that fails gives back what it took: a terminal on a failing disk tries again all night. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { openTestKernel } from '../../support/kernel.js';

const MB = 1024 * 1024;

async function failToStart(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const disk = memoryDisk();
    disk.fail({ error: 'full', nth: 1, lasting: true });
    const opened = await openTestKernel({ disk, tables: ALL_TABLES }).catch(() => undefined);
    assert.is(opened, undefined);
  }
}

test('starts that fail take no more memory the longer they are tried', async () => {
  await failToStart(20);
  const before = process.memoryUsage.rss();
  await failToStart(200);
  const grown = (process.memoryUsage.rss() - before) / MB;
  assert.ok(grown < 40, `${grown.toFixed(0)} MB more after 200 starts that failed`);
});

test.run();
