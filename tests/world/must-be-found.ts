/** Looks for what was planted: seeds are run until a promise breaks, and it must be one that this breaks. */
import * as assert from 'uvu/assert';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Violation } from '../../sim/world/witness.js';
import { type RunOptions, runWorld } from '../../sim/world/world.js';

export interface Search {
  readonly planted: Planted;
  /** Whether this is what the planted part breaks. */
  readonly found: (violation: Violation) => boolean;
  /** Seeds within which it must be found. */
  readonly seeds: number;
  /** The seeds on which it can show; without it all. */
  readonly among?: (seed: number) => boolean;
  readonly strikes?: (seed: number) => NonNullable<RunOptions['strikes']>;
}

export async function mustBeFound({ planted, found, seeds, among, strikes }: Search): Promise<void> {
  for (let seed = 1; seed <= seeds; seed++) {
    if (among?.(seed) === false) continue;
    const struck = strikes && { strikes: strikes(seed) };
    const { violation } = await runWorld({ seed, days: 1, faults: FAULT_NAMES, ...struck, planted });
    if (!violation) continue;
    assert.ok(found(violation), `${violation.promise}: ${violation.detail}`);
    return;
  }
  assert.unreachable(`not found in ${seeds} seeds`);
}
