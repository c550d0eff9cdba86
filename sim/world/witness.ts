/** Remembers what people were told and saw, and says when a promise was broken. The first broken promise ends a run. */
import type { Trace } from './trace.js';

/** The promises of docs/PROMISES.md. */
export type Promised =
  | 'told-is-kept'
  | 'kept-stays'
  | 'replay-is-same'
  | 'balances-are-sums'
  | 'counted-once'
  | 'office-has-the-same'
  | 'sim-text-kept-first'
  | 'refusal-is-heeded'
  | 'night-is-quiet'
  | 'text-sent-once'
  | 'paper-is-known'
  | 'starts-again'
  | 'no-silent-loss'
  | 'tap-is-the-card'
  | 'nothing-escapes'
  | 'everything-drains';

export interface Violation {
  readonly promise: Promised;
  readonly detail: string;
}

export interface Witness {
  readonly violation: Violation | undefined;
  broken(promise: Promised, detail: string): void;
}

export function createWitness(trace: Trace): Witness {
  let violation: Violation | undefined;
  return {
    get violation() {
      return violation;
    },
    broken(promise, detail) {
      if (violation) return;
      violation = { promise, detail };
      trace.add('witness', `BROKEN ${promise}: ${detail}`);
    },
  };
}
