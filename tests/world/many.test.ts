/** Many seeds in several processes: every seed is answered for, in order, and what comes out is the seeds' alone. */
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import { type ManyOptions, runMany } from '../../sim/world/many.js';
import { type RunResult, runWorld } from '../../sim/world/world.js';

const FRAGILE = fileURLToPath(new URL('./fragile-child.js', import.meta.url));

async function many(options: Partial<ManyOptions>) {
  const runs: RunResult[] = [];
  const sum = await runMany({
    ...{ first: 1, last: 8, days: 1, faults: FAULT_NAMES, workers: 2 },
    ...options,
    onRun: (run) => {
      runs.push(run);
      options.onRun?.(run);
    },
  });
  return { runs, sum };
}

const fragile = (options: Partial<ManyOptions>) => many({ program: FRAGILE, silenceMs: 1_000, ...options });

test('a process that dies or falls silent is a violation of its seed, and the other seeds go on', async () => {
  const { runs, sum } = await fragile({ workers: 2 });
  assert.equal(
    runs.map(({ seed, violation }) => [seed, violation?.detail]),
    [
      [1, undefined],
      [2, undefined],
      [3, 'the process of the run ended: exit code 7'],
      [4, 'the process of the run ended: SIGKILL'],
      [5, 'nothing was heard of the run any more'],
      [6, 'planted'],
      [7, 'planted'],
      [8, undefined],
    ],
  );
  assert.equal([sum.runs, sum.violations, sum.commits], [8, 5, 50]);
});

test('what is told does not depend on the number of processes', async () => {
  const [alone, together] = [await fragile({ workers: 1 }), await fragile({ workers: 5 })];
  assert.equal(together, alone);
});

test('told to end, it ends, and tells what is done', async () => {
  const stop = new AbortController();
  const { runs } = await fragile({
    last: 2_000_000_000,
    first: 100,
    signal: stop.signal,
    onRun: () => stop.abort(),
  });
  assert.ok(runs.length >= 1 && runs.length < 50, `${runs.length} runs were told`);
});

test('a run is the same in any process, in any order and after any others', async () => {
  const { runs } = await many({ first: 40, last: 43 });
  const hashes = new Map(runs.map(({ seed, hash }) => [seed, hash]));
  for (let seed = 43; seed >= 40; seed--) {
    const { hash } = await runWorld({ seed, days: 1, faults: FAULT_NAMES });
    assert.is(hash, hashes.get(seed), `seed ${seed}`);
  }
  assert.is(new Set(hashes.values()).size, 4);
});

test.run();
