/** One mutated build in the world: `mutant.js FIRST LAST`; runs seeds until the first broken promise and says which. */
import { FAULT_NAMES } from '../../sim/world/faults.js';
import { runWorld } from '../../sim/world/world.js';

const [first = 1, last = 200] = process.argv.slice(2).map(Number);
let found: { seed: number; promise: string; detail: string } | undefined;
for (let seed = first; seed <= last && !found; seed++) {
  const { violation } = await runWorld({ seed, days: 1, faults: FAULT_NAMES });
  if (violation) found = { seed, ...violation };
}
process.stdout.write(`${JSON.stringify(found ?? {})}\n`);
