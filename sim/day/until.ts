/** Waits for something of the simulated world to become true. */
import { TerminalError } from '../../protocol/errors.js';

const LOOK_MS = 20;
const DEADLINE_MS = 20_000;

/** Resolves with the first value that is neither undefined nor false; `sim/time-out` says what was there instead. */
export async function until<T>(
  look: () => T | undefined | false,
  what: string,
  instead: () => string,
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) {
      throw new TerminalError(
        'sim/time-out',
        `${what}: not after ${DEADLINE_MS / 1000} s; there was\n${instead()}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
