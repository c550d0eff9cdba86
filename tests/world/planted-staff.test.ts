/** The check of rights bites: the door forgets to ask, and the world says so. */
import { test } from 'uvu';
import type { Reader } from '../../terminal/kernel/database.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { mustBeFound } from './must-be-found.js';

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
  await mustBeFound({
    ...{ planted: { kernel: blind }, seeds: SEEDS_MAX },
    found: ({ promise }) => promise === 'rights-are-heeded',
  });
});

test.run();
