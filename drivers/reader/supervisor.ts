/**
 * Keeps one child process alive: hears its heartbeat, kills it when the beat stops, and starts the next one with a back-off.
 *
 * Invariants: one child at a time · a message of a child that was given up is never heard · stop() resolves when none runs.
 */

import { backoff } from '../host/timing.js';
import type { Cancel, Clock, Log, Random } from '../host/types.js';
import { asChildMessage, BEAT_MS, type ChildMessage } from './messages.js';

/** The child process as this driver sees it; `spawn.ts` makes a real one. */
export interface ReaderChild {
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, whatever ended it. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once, even when it hangs. */
  kill(): void;
}

export interface SupervisorOptions {
  readonly spawnChild: () => ReaderChild;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  onMessage(message: ChildMessage): void;
  /** The child ended by itself or was killed because it hung; the next one starts after a while. */
  onLost(): void;
}

export interface Supervisor {
  start(): void;
  stop(): Promise<void>;
}

/** A child that was silent for this long hangs: nfc-pcsc spins while the service is away. */
const SILENCE_MS = 5 * BEAT_MS;
/** Starting a process on a small machine may take long. */
const FIRST_WORD_MS = 15_000;
const RESTART_MS_FIRST = 500;
const RESTART_MS_LIMIT = 10_000;
/** A child that lived this long was well; the next restart is quick again. */
const STEADY_MS = 30_000;

interface Run {
  readonly child: ReaderChild;
  /** Monotonic. */
  readonly since: number;
  readonly ended: Promise<void>;
}

export function superviseChild(options: SupervisorOptions): Supervisor {
  const { clock, log } = options;
  const waits = backoff(options.random, RESTART_MS_FIRST, RESTART_MS_LIMIT);
  let run: Run | undefined;
  let wanted = false;
  let stopTimer: Cancel = () => undefined;

  function launch(): void {
    const child = options.spawnChild();
    const ended = new Promise<void>((resolve) => {
      child.onExit((how) => {
        resolve();
        if (run?.child === child) lost(how, run);
      });
    });
    run = { child, since: clock.monotonic(), ended };
    child.onMessage((raw) => {
      const message = asChildMessage(raw);
      if (run?.child !== child || message === undefined) return;
      watch(SILENCE_MS);
      options.onMessage(message);
    });
    watch(FIRST_WORD_MS);
  }

  function watch(ms: number): void {
    stopTimer();
    stopTimer = clock.after(ms, () => {
      log.warn({ silentMs: ms }, 'the card reader process hangs and is killed');
      run?.child.kill();
    });
  }

  function lost(how: string, { since }: Run): void {
    run = undefined;
    stopTimer();
    if (!wanted) return;
    log.debug({ how }, 'the card reader process ended');
    if (clock.monotonic() - since >= STEADY_MS) waits.reset();
    stopTimer = clock.after(waits.next(), launch);
    options.onLost();
  }

  return {
    start() {
      if (wanted) return;
      wanted = true;
      launch();
    },
    async stop() {
      wanted = false;
      stopTimer();
      const last = run;
      last?.child.kill();
      await last?.ended;
    },
  };
}
