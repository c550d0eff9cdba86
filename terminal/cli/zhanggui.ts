#!/usr/bin/env node
/** The `zhanggui` program: the only place where the command line meets the process. */

import { dispatch, type Loaders } from './dispatch.js';

const COMMANDS: Loaders = {
  terminal: () => import('./commands/terminal.js'),
  office: () => import('./commands/office.js'),
  sim: () => import('./commands/sim.js'),
  modem: () => import('./commands/modem.js'),
  reader: () => import('./commands/reader.js'),
  printer: () => import('./commands/printer.js'),
  pdu: () => import('./commands/pdu.js'),
  number: () => import('./commands/number.js'),
  lottery: () => import('./commands/lottery.js'),
  audit: () => import('./commands/audit.js'),
  journal: () => import('./commands/journal.js'),
  backup: () => import('./commands/backup.js'),
  restore: () => import('./commands/restore.js'),
  doctor: () => import('./commands/doctor.js'),
  world: () => import('./commands/world.js'),
};

/** The shell's code for a program ended by SIGINT. */
const EXIT_INTERRUPTED = 130;

/** The first signal asks the command to close what it opened; a second one does not wait. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT_INTERRUPTED);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

/** Whoever read our output has gone (`| head`): nothing is left to say. */
function endWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

/** Waits until the stream has given everything away. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

process.stdout.on('error', endWhenNobodyReads);
const code = await dispatch(process.argv.slice(2), COMMANDS, {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  signal: abortOnSignals(),
  env: process.env,
});
await Promise.all([drained(process.stdout), drained(process.stderr)]);
process.exit(code);
