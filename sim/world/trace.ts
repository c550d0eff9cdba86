/** What happened, line by line: its hash tells two runs apart, its end tells a person what led to a violation. */
import { createHash } from 'node:crypto';
import type { Log } from '../../drivers/host/types.js';

export interface Trace {
  add(who: string, what: string): void;
  /** SHA-256 over all lines so far, hex. */
  hash(): string;
  /** The newest lines, the oldest of them first. */
  last(): readonly string[];
  readonly lines: number;
}

const KEPT = 100;
/** Hashing a block is much quicker than hashing as many lines. */
const BLOCK = 64 * 1024;

/** `onLine` hears every line as it is written. */
export function createTrace(now: () => number, onLine?: (line: string) => void): Trace {
  const hash = createHash('sha256');
  const kept: string[] = [];
  let lines = 0;
  let block = '';
  const hashBlock = (): void => {
    hash.update(block);
    block = '';
  };
  return {
    add(who, what) {
      const line = `${now().toFixed(3).padStart(12)} ${who.padEnd(7)} ${what}`;
      block += `${line}\n`;
      if (block.length >= BLOCK) hashBlock();
      onLine?.(line);
      kept[lines % KEPT] = line;
      lines += 1;
    },
    hash() {
      hashBlock();
      return hash.copy().digest('hex');
    },
    last: () => (lines < KEPT ? [...kept] : [...kept.slice(lines % KEPT), ...kept.slice(0, lines % KEPT)]),
    get lines() {
      return lines;
    },
  };
}

/** What a program logs stands in the trace, but for its chatter. */
export function traceLog(trace: Trace, who: string, alive: () => boolean): Log {
  const line = (level: string) => (facts: object, message: string) => {
    if (alive()) trace.add(who, `${level}: ${message} ${JSON.stringify(facts)}`);
  };
  return {
    debug: () => undefined,
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: () => traceLog(trace, who, alive),
  };
}
