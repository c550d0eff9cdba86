/**
 * The log: pino, into a file that is turned over when it grows, so that a shop's card never fills up. Numbers, names and
 * texts of people are written at `debug` only, which is off in a shop.
 */
import { pino } from 'pino';
import type { Log } from '../../drivers/host/types.js';

export interface LineSink {
  write(line: string): void;
}

/** Without a sink nothing is written: the screen belongs to the shop. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', sink?: LineSink): Log {
  if (!sink) return pino({ level: 'silent' });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
}
