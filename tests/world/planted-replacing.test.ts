/** The look at a machine that is set up out of a backup bites: it begins too early, or with something missing. */
// limit: 240
import { test } from 'uvu';
import { kindOfDay } from '../../sim/world/kind-of-day.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import { mustBeFound } from './must-be-found.js';

/** Seeds within which each must be found; of them only those are run on which a machine dies. */
const SEEDS_MAX = 200;

const NOTE = '/data/restored';

/** The restored terminal does not know that it is one, and uses numbers again that the office has. */
const unaware: Planted = {
  disk: (disk) => ({ ...disk, size: async (path) => (path === NOTE ? undefined : disk.size(path)) }),
};

/** It begins with what the backup has as soon as the office has said where it stands. */
const hasty: Planted = {
  kernel: (kernel) => ({ ...kernel, adopt: () => kernel.goOn() }),
};

const PLANTED: Readonly<Record<string, readonly [Planted, readonly Promised[]]>> = {
  'does not know that it was restored': [unaware, ['kept-stays', 'office-has-the-same']],
  'does not wait for what the backup lacks': [hasty, ['kept-stays', 'office-has-the-same']],
};

for (const [what, [planted, breaks]] of Object.entries(PLANTED)) {
  test(`it is found when a new machine ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX, among: (seed) => kindOfDay(seed).replacing },
      found: ({ promise }) => breaks.includes(promise),
    });
  });
}

test.run();
