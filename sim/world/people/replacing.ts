/** Somebody who keeps a backup in a drawer, and sets up a new machine out of it on the day the old one dies. */
import type { Chance } from '../chance.js';
import type { Till } from '../till.js';

const OFF_MS = { least: 2_000, most: 120_000 };

/** Asks chance for the same number of values whatever is done. */
export function replacingDoes(till: Till, chance: Chance): string {
  const [dies, offMs] = [chance.hit(0.4), chance.between(OFF_MS.least, OFF_MS.most)];
  if (!till.life()) return 'looks after the machine, which is off';
  if (dies) till.replace(offMs);
  else till.backUp();
  return dies ? 'the machine dies' : 'makes a backup';
}
