/** The check of rights bites: the door forgets to ask, and the world says so. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import { runWorld } from '../../sim/world/world.js';
import type { Reader } from '../../terminal/kernel/database.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';

/** Seeds within which it must be found; people log in on one day in twenty. */
const SEEDS_MAX = 120;

/** Decisions do not see that there are employees: the door takes everybody for the staff as one. */
function blind(kernel: Kernel): Kernel {
  const seeing = (state: Reader): Reader => ({
    ...state,
    value: (sql, ...params) =>
      sql.startsWith('SELECT 1 FROM employees LIMIT') ? undefined : state.value(sql, ...params),
  });
  return {
    ...kernel,
    transact: (cause, decide) => kernel.transact(cause, (state) => decide(seeing(state))),
  };
}

test('a door that does not ask for rights is found out', async () => {
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const { violation } = await runWorld({ seed, days: 1, faults: FAULT_NAMES, planted: { kernel: blind } });
    if (!violation) continue;
    assert.is(violation.promise, 'rights-are-heeded');
    return;
  }
  assert.unreachable(`not found within ${SEEDS_MAX} seeds`);
});

test.run();
