/** A script: lines of the control language, `wait MS` between them, `#` before remarks. */
import type { Clock } from '../../drivers/host/types.js';

/**
 * Plays the lines one after the other. Stops early when `signal` is aborted.
 * @param answer does one line and answers one; `said` hears both.
 */
export async function playScript(
  script: string,
  parts: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    answer(line: string): Promise<string>;
    said(line: string, answer: string): void;
  },
): Promise<void> {
  for (const line of script.split(/\r?\n/).map((each) => each.trim())) {
    if (parts.signal.aborted) return;
    if (line === '' || line.startsWith('#')) continue;
    const wait = /^wait\s+(\d{1,8})$/.exec(line);
    if (wait) await pause(Number(wait[1]), parts.clock, parts.signal);
    else parts.said(line, await parts.answer(line));
  }
}

function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}
