/** The look for what an erasure left bites: something is forgotten on purpose, and the world finds it. */
// limit: 240
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chanceOf } from '../../sim/world/chance.js';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import { runWorld } from '../../sim/world/world.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';

/** Seeds within which each must be found; of them only those are run on which guests come. */
const SEEDS_MAX = 200;

/** What a till tells of an erasure is believed without a look: the office keeps its lines, or its items. */
const forgetful = (what: 'replace' | 'forget'): Planted => ({
  eraser: (eraser) => ({ ...eraser, [what]: () => Promise.resolve() }),
});

/** A note of the person in a file that no erasure looks at. */
const noting: Planted = {
  disk: (disk) => ({
    ...disk,
    async syncDir(path) {
      await disk.syncDir(path);
      if (!path.endsWith('/incoming')) return;
      for (const name of (await disk.list('/data/journal')).filter((one) => one.endsWith('.log')).slice(-2))
        await disk.write(`/data/${name}.kept`, await disk.read(`/data/journal/${name}`));
    },
  }),
};

/** The erasure is told as done before it is: nothing is written anew. */
const lazy: Planted = {
  kernel: (kernel: Kernel) => ({
    ...kernel,
    roll: async () => {
      await kernel.roll();
      return 1;
    },
  }),
};

const PLANTED: Readonly<Record<string, readonly [Planted, readonly Promised[]]>> = {
  'the office keeps the lines of before': [forgetful('replace'), ['office-has-the-same']],
  'the office keeps what it told of them': [forgetful('forget'), ['erased-is-gone']],
  'an old file of the journal stays beside': [noting, ['erased-is-gone']],
  'the journal is not written anew': [lazy, ['erased-is-gone', 'nothing-escapes']],
};

/** As sim/world/world.ts throws its dice. */
const isMeant = (seed: number): boolean => chanceOf(seed, 'erasing').hit(0.25);

for (const [what, [planted, breaks]] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    for (let seed = 1; seed <= SEEDS_MAX; seed++) {
      if (!isMeant(seed)) continue;
      const { violation } = await runWorld({ seed, days: 1, faults: FAULT_NAMES, planted });
      if (!violation) continue;
      assert.ok(breaks.includes(violation.promise), `${violation.promise}: ${violation.detail}`);
      return;
    }
    assert.unreachable(`not found in ${SEEDS_MAX} seeds`);
  });
}

test.run();
