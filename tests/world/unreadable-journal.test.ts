/** What the checks themselves stumble over names the seed, and does not end the process. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkReplay } from '../../sim/world/checks.js';
import { createTimeline } from '../../sim/world/timeline.js';
import { createTrace } from '../../sim/world/trace.js';
import { createWitness } from '../../sim/world/witness.js';
import { runWorld } from '../../sim/world/world.js';
import { DATA, happen, openTestKernel } from '../support/kernel.js';

const product = (n: number) =>
  ({ type: 'catalog.product-set', v: 1, sku: `s${n}`, name: '苹果', price: 1 }) as never;

/** Looks at a till whose medium lost something behind its back. */
async function replayOf(spoil: (disk: Awaited<ReturnType<typeof openTestKernel>>['disk']) => void) {
  const { kernel, disk } = await openTestKernel({ segmentBytes: 400 });
  for (let n = 1; n <= 6; n++) await happen(kernel, product(n));
  spoil(disk);
  const witness = createWitness(createTrace(createTimeline().now));
  await checkReplay({ name: 'till-1', medium: () => disk }, kernel, {}, witness);
  await kernel.close();
  return witness.violation;
}

test('a journal that is whole breaks nothing', async () => {
  assert.is(await replayOf(() => undefined), undefined);
});

test('a journal with a file missing breaks the promise that it makes the same database', async () => {
  for (const which of [0, 1, -1]) {
    const violation = await replayOf((disk) => {
      const path = disk
        .paths()
        .filter((one) => one.startsWith(`${DATA}/journal/`))
        .at(which);
      disk.lose(path ?? '');
    });
    assert.is(violation?.promise, 'replay-is-same', `file ${which}`);
  }
});

test('so does one that is damaged', async () => {
  const violation = await replayOf((disk) => {
    const path = `${DATA}/journal/000000000001.log`;
    const bytes = disk.bytes(path);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    disk.put(path, bytes);
  });
  assert.is(violation?.promise, 'replay-is-same');
});

test('a check that throws is a violation of its seed, with the last lines', async () => {
  let asked = 0;
  const planted = {
    tables<T>(tables: T): T {
      asked += 1;
      if (asked > 1) throw new Error('planted: a check stumbles');
      return tables;
    },
  };
  const run = await runWorld({ seed: 4, days: 1, faults: [], planted });
  assert.equal(run.violation, { promise: 'nothing-escapes', detail: 'planted: a check stumbles' });
  assert.ok(run.last.length > 10);
});

test.run();
