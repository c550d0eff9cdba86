/** The world keeps its promises for the seeds of this share, and a run is its seed's alone. `npm run world` runs 10,000. */
// limit: 420
import { availableParallelism } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import { runMany } from '../../sim/world/many.js';
import { explain } from '../../sim/world/seeds.js';
import { runWorld } from '../../sim/world/world.js';

const SEEDS = 500;

test('the same seed is the same run, bit for bit, and another seed another', async () => {
  const run = (seed: number) => runWorld({ seed, days: 1, faults: FAULT_NAMES });
  const [first, again, other] = [await run(7), await run(7), await run(8)];
  assert.is(again.hash, first.hash);
  assert.is(again.lines, first.lines);
  assert.is.not(other.hash, first.hash);
  assert.ok(first.commits > 50 && first.strikes.length > 3, 'something happens in it');
});

test('with everything going wrong nothing is lost, nothing is doubled, and everything drains', async () => {
  const broken: string[] = [];
  const { runs, violations } = await runMany({
    ...{ first: 1, last: SEEDS, days: 1, faults: FAULT_NAMES, workers: availableParallelism() },
    onRun: (run) => {
      if (run.violation) broken.push(explain(run, 1, 'all').join('\n'));
    },
  });
  assert.is(broken.join('\n'), '');
  assert.equal([runs, violations], [SEEDS, 0]);
});

test('with nothing going wrong neither', async () => {
  const run = await runWorld({ seed: 1, days: 1, faults: [] });
  assert.is(run.violation, undefined, explain(run, 1, 'none').join('\n'));
});

test.run();
