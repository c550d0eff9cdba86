/**
 * The child process that speaks PC/SC, the only file that loads nfc-pcsc. It tells its parent what happens (messages.ts),
 * prints nothing, and ends when the parent does or when PC/SC can no longer be trusted.
 */

import type { PcscReader } from 'nfc-pcsc';
import { messageOf } from '../../protocol/errors.js';
import { systemClock } from '../host/clock.js';
import { sleep } from '../host/timing.js';
import { BEAT_MS, type ChildMessage } from './messages.js';
import { pcscdAnswers } from './pcscd.js';
import { watchReader } from './watch-reader.js';

/** How often to look for a service that is away. */
const LOOK_MS = 500;

/** pcsc-lite has told all readers by then; before, "none" would only mean "not asked yet". */
const FIRST_READERS_MS = 300;

function send(message: ChildMessage): void {
  process.send?.(message);
}

/** Says why, then ends; the parent starts a new child. */
function giveUp(error: unknown): void {
  process.send?.(
    { kind: 'fault', message: messageOf(error) } satisfies ChildMessage,
    undefined,
    undefined,
    () => process.exit(1),
  );
}

function beat(): void {
  send({ kind: 'beat' });
  systemClock.after(BEAT_MS, beat);
}

async function waitForService(): Promise<void> {
  while (!(await pcscdAnswers(process.env))) {
    send({ kind: 'unavailable', reason: 'no-pcscd' });
    await sleep(systemClock, LOOK_MS);
  }
}

async function loadLibrary(): Promise<typeof import('nfc-pcsc') | undefined> {
  try {
    return await import('nfc-pcsc');
  } catch (error) {
    send({ kind: 'unavailable', reason: 'no-library' });
    giveUp(error);
    return undefined;
  }
}

function monitor({ NFC }: typeof import('nfc-pcsc')): void {
  const nfc = new NFC();
  let count = 0;
  const told = () => send({ kind: 'readers', count });
  nfc.on('error', giveUp);
  nfc.on('reader', (reader: PcscReader) => {
    count++;
    told();
    reader.on('end', () => {
      count--;
      send({ kind: 'off', reader: reader.name });
      told();
    });
    watchReader(reader, send, giveUp, systemClock);
  });
  systemClock.after(FIRST_READERS_MS, told);
}

// Ctrl-C goes to the whole group; the parent decides when this process ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
beat();
const library = await loadLibrary();
if (library !== undefined) {
  await waitForService();
  monitor(library);
}
