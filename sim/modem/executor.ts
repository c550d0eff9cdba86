/**
 * Runs command lines one command at a time, each taking its time, and keeps unsolicited lines out of answers.
 *
 * INVARIANTS
 * - One final result per line, then the next line; bytes that come meanwhile wait, as in a UART's buffer.
 * - A reset forgets the command in hand: nothing of it is ever answered.
 */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import { parseCommandLine } from './command-line.js';
import { createInput, toBytes } from './input.js';
import { final, ok } from './outcome.js';
import { framedFinal, framedLines, framedUrc } from './result-codes.js';
import type { Command, Outcome, Settings, UnsolicitedTiming } from './types.js';

const WAITING_BYTES_MAX = 4096;
/** Ends the lines of hosts that write CR LF; aborts nothing. */
const LF = 0x0a;

export interface ExecutorParts {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly unsolicited: UnsolicitedTiming;
  latencyMs(command: Command): number;
  handle(command: Command): Outcome;
  write(bytes: Uint8Array): void;
}

export interface Executor {
  receive(bytes: Uint8Array): void;
  urc(line: string): void;
  /** Forgets input, the command in hand and what waits to be told. */
  reset(): void;
}

type Phase = 'idle' | 'command' | 'network' | 'prompt' | 'abortable';

export function createExecutor(parts: ExecutorParts): Executor {
  const { clock, settings } = parts;
  let phase: Phase = 'idle';
  let cancel: Cancel = () => undefined;
  let onText: (text: string) => Outcome = () => ok();
  let queue: Command[] = [];
  let held: string[] = [];
  let waiting: number[] = [];

  const write = (text: string): void => {
    if (text !== '') parts.write(toBytes(text));
  };
  const mayTell = (): boolean => {
    if (phase === 'idle' || parts.unsolicited === 'anytime') return true;
    return parts.unsolicited === 'while-network-works' && (phase === 'network' || phase === 'abortable');
  };
  const tellHeld = (): void => {
    if (!mayTell()) return;
    for (const line of held.splice(0)) write(framedUrc(line, settings));
  };
  const enter = (next: Phase): void => {
    phase = next;
    tellHeld();
  };
  const finish = (outcome: Extract<Outcome, { kind: 'done' }>): void => {
    queue = [];
    write(framedFinal(outcome.final, settings));
    enter('idle');
  };
  const perform = (outcome: Outcome): void => {
    switch (outcome.kind) {
      case 'done':
        write(framedLines(outcome.lines, settings));
        if (outcome.final.code === 'OK' && queue.length > 0) runNext();
        else finish(outcome);
        return;
      case 'wait':
        enter('network');
        cancel = clock.after(outcome.ms, () => settle(outcome.next()));
        return;
      case 'prompt':
        write('\r\n> ');
        input.expectText();
        onText = outcome.next;
        enter('prompt');
        return;
      case 'abortable':
        enter('abortable');
        cancel = outcome.start(settle);
        return;
      case 'silence':
        queue = [];
        enter('idle');
    }
  };
  /** What was waited for has happened: the answer, then whatever came in meanwhile. */
  const settle = (outcome: Outcome): void => {
    phase = 'command';
    perform(outcome);
    pump();
  };
  const runNext = (): void => {
    const command = queue.shift();
    phase = 'command';
    if (!command) perform(ok());
    else cancel = clock.after(parts.latencyMs(command), () => settle(parts.handle(command)));
  };
  const input = createInput(settings, {
    write,
    line: (text) => {
      const commands = text === undefined ? undefined : parseCommandLine(text);
      queue = commands ?? [];
      if (commands) runNext();
      else perform(final('ERROR'));
    },
    text: (text) => {
      phase = 'command';
      if (text === undefined) queue = [];
      perform(text === undefined ? ok() : onText(text));
    },
  });
  const pump = (): void => {
    while (waiting.length > 0 && (phase === 'idle' || phase === 'prompt')) input.feed(waiting.shift() ?? 0);
    if (phase !== 'abortable') return;
    const byte = waiting.shift();
    if (byte === undefined || byte === LF) return;
    cancel();
    settle(final('NO CARRIER'));
  };

  return {
    receive: (bytes) => {
      waiting.push(...bytes.subarray(0, Math.max(0, WAITING_BYTES_MAX - waiting.length)));
      pump();
    },
    urc: (line) => {
      if (mayTell()) write(framedUrc(line, settings));
      else held.push(line);
    },
    reset: () => {
      cancel();
      input.reset();
      phase = 'idle';
      [queue, held, waiting] = [[], [], []];
    },
  };
}
