/** Whoever must have the journal alone, one after the other; groups of commits wait meanwhile. */
export interface Turns {
  /** Resolves when nobody has it alone: ask again, somebody else may have been quicker. */
  readonly held: () => Promise<void> | undefined;
  /** Runs `task` when its turn has come and `running` is over. */
  alone<T>(running: () => Promise<void> | undefined, task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let held: Promise<void> | undefined;
  return {
    held: () => held,
    async alone(running, task) {
      while (held !== undefined) await held;
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      try {
        await running();
        return await task();
      } finally {
        held = undefined;
        release();
      }
    },
  };
}
