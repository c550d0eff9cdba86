/**
 * A property is a generator of inputs and a rule that must hold for each of them. The same properties run in CI with a
 * fixed seed and a small share (`*.test.ts`), and for long with a new seed (`npm run fuzz`).
 */
import fc from 'fast-check';
import { test } from 'uvu';
import { isTerminalError, type Layer } from '../../protocol/errors.js';

export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
  /** Where the failure is in the run of `seed`, as a failed run printed it. */
  readonly path?: string;
}

export interface Outcome {
  /** Inputs tried. */
  readonly inputs: number;
  /** The smallest input found that breaks the rule, and how to see it again. */
  readonly failure?: { readonly path: string; readonly report: string };
}

export interface Property {
  readonly name: string;
  /** One input costs as much as so many of the usual ones. */
  readonly cost: number;
  run(options: RunOptions): Promise<Outcome>;
}

/** Inputs of each property in CI: enough to find what is common, within a second or two for a room. */
const RUNS_IN_CI = 400;
const SEED_IN_CI = 20261122;

/** `holds` throws where the rule is broken. */
export function property<T>(name: string, inputs: fc.Arbitrary<T>, holds: (input: T) => void): Property {
  return {
    name,
    cost: 1,
    run: async (options) => outcomeOf(fc.check(fc.property(inputs, holds), parametersOf(options))),
  };
}

/** The same for rules that take time: a whole kernel, for example. */
export function slowProperty<T>(
  name: string,
  cost: number,
  inputs: fc.Arbitrary<T>,
  holds: (input: T) => Promise<void>,
): Property {
  return {
    name,
    cost,
    run: async (options) => outcomeOf(await fc.check(fc.asyncProperty(inputs, holds), parametersOf(options))),
  };
}

function parametersOf({ seed, runs, path }: RunOptions) {
  return { seed, numRuns: runs, ...(path !== undefined && { path, endOnFailure: true }) };
}

function outcomeOf<T>(details: fc.RunDetails<T>): Outcome {
  const inputs = details.numRuns;
  if (!details.failed) return { inputs };
  const path = details.counterexamplePath ?? '';
  return { inputs, failure: { path, report: fc.defaultReportMessage(details) ?? 'failed' } };
}

/** The value, or undefined when it was refused with an error of this layer; any other exception comes through. */
export function attempt<T>(layer: Layer, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isTerminalError(error, `${layer}/`)) return undefined;
    throw error;
  }
}

/** The CI share of a room. */
export function testProperties(properties: readonly Property[]): void {
  for (const { name, cost, run } of properties) {
    test(name, async () => {
      const { failure } = await run({ seed: SEED_IN_CI, runs: Math.ceil(RUNS_IN_CI / cost) });
      if (failure) throw new Error(failure.report);
    });
  }
  test.run();
}
