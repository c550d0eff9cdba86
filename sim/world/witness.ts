/** Remembers what people were told and saw, and says when a promise was broken. The first broken promise ends a run. */
import type { Trace } from './trace.js';

/** The promises of docs/PROMISES.md. */
export type Promised =
  | 'told-is-kept'
  | 'kept-stays'
  | 'replay-is-same'
  | 'balances-are-sums'
  | 'counted-once'
  | 'money-is-conserved'
  | 'office-has-the-same'
  | 'stores-agree'
  | 'sim-text-kept-first'
  | 'refusal-is-heeded'
  | 'night-is-quiet'
  | 'text-sent-once'
  | 'texted-once'
  | 'status-is-honest'
  | 'owner-needs-pin'
  | 'rights-are-heeded'
  | 'paper-is-known'
  | 'erased-is-gone'
  | 'starts-again'
  | 'no-silent-loss'
  | 'tap-is-the-card'
  | 'nothing-escapes'
  | 'everything-drains';

export interface Violation {
  readonly promise: Promised;
  readonly detail: string;
}

/** What stays promised when a disk has lied. */
const LOUD: ReadonlySet<Promised> = new Set(['no-silent-loss', 'nothing-escapes']);

export interface Witness {
  readonly violation: Violation | undefined;
  /** A disk has lied: from now on a promise can be broken by silence alone. */
  readonly hasLost: boolean;
  /** How people were told of what a lying disk lost, which ends the run out of promise. */
  readonly toldLoss: string | undefined;
  lose(): void;
  tellLoss(how: string): void;
  broken(promise: Promised, detail: string): void;
}

export function createWitness(trace: Trace): Witness {
  let violation: Violation | undefined;
  let hasLost = false;
  let toldLoss: string | undefined;
  return {
    get violation() {
      return violation;
    },
    get hasLost() {
      return hasLost;
    },
    get toldLoss() {
      return toldLoss;
    },
    lose() {
      hasLost = true;
    },
    tellLoss(how) {
      toldLoss ??= how;
      trace.add('witness', `told of the loss: ${how}`);
    },
    broken(promise, detail) {
      if (violation || (hasLost && !LOUD.has(promise))) return;
      violation = { promise, detail };
      trace.add('witness', `BROKEN ${promise}: ${detail}`);
    },
  };
}
