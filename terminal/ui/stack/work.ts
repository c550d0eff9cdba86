/**
 * Keys and scans are handled one at a time, in the order they came; what comes while a handler waits for something is
 * kept. A handler that asks the person a question is parked: its question must be able to get its answer.
 */

export type Job = () => unknown;

export interface Work {
  /** Runs `job` now, or after those before it. */
  add(job: Job): void;
  /** Runs `job` before all that waits; `forget` does not touch it. A screen is told that it is on top before its first key. */
  first(job: Job): void;
  /** A question opened: the handler that asked waits for a person. Call the result once, when it is answered. */
  park(): () => void;
  /** Forgets what was typed ahead: it was not meant for the question that has just appeared. */
  forget(): void;
  /** A handler runs and waits for something that is not a person. */
  busy(): boolean;
  /** Resolves when nothing waits and no handler runs; for tests and scripts. */
  idle(): Promise<void>;
}

export interface WorkOptions {
  readonly failed: (error: unknown) => void;
  /** After every step of a job: what is seen may have changed. */
  readonly stepped: () => void;
}

export function createWork(options: WorkOptions): Work {
  const waiting: Job[] = [];
  const firsts: Job[] = [];
  const idlers: Array<() => void> = [];
  let running = 0;
  let parked = 0;
  const busy = (): boolean => running > parked;

  function pump(): void {
    while (!busy()) {
      const job = firsts.shift() ?? waiting.shift();
      if (job === undefined) break;
      run(job);
    }
    if (!busy() && waiting.length === 0) for (const idler of idlers.splice(0)) idler();
  }

  function run(job: Job): void {
    // Counted before it is called: a handler may ask its question before its first await.
    running += 1;
    try {
      const result = job();
      if (isPromise(result)) {
        result.then(
          () => ended(),
          (error: unknown) => ended({ error }),
        );
        options.stepped();
        return;
      }
      running -= 1;
    } catch (error) {
      running -= 1;
      options.failed(error);
    }
    options.stepped();
  }

  function ended(failure?: { readonly error: unknown }): void {
    running -= 1;
    if (failure !== undefined) options.failed(failure.error);
    options.stepped();
    pump();
  }

  return {
    add: (job) => {
      waiting.push(job);
      pump();
    },
    first: (job) => {
      firsts.push(job);
      pump();
    },
    park: () => {
      if (!busy()) return () => undefined;
      parked += 1;
      pump();
      return () => {
        parked -= 1;
      };
    },
    forget: () => {
      waiting.length = 0;
    },
    busy,
    idle: () => new Promise((resolve) => (busy() || waiting.length > 0 ? idlers.push(resolve) : resolve())),
  };
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
