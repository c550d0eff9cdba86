/** The look for what an erasure left bites: something is forgotten on purpose, and the world finds it. */
// limit: 240
import { test } from 'uvu';
import { kindOfDay } from '../../sim/world/kind-of-day.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { mustBeFound } from './must-be-found.js';

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
  'the office keeps the lines of before': [forgetful('replace'), ['office-has-the-same', 'erased-is-gone']],
  'the office keeps what it told of them': [forgetful('forget'), ['erased-is-gone']],
  'an old file of the journal stays beside': [noting, ['erased-is-gone']],
  'the journal is not written anew': [lazy, ['erased-is-gone', 'nothing-escapes']],
};

for (const [what, [planted, breaks]] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX, among: (seed) => kindOfDay(seed).erasing },
      found: ({ promise }) => breaks.includes(promise),
    });
  });
}

test.run();
