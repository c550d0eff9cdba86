/**
 * The contactless card reader. PC/SC lives in a child process, because nfc-pcsc blocks the thread that loads it while the
 * reader service is away.
 *
 * Invariants: nothing here blocks · each tap has a key of its own · with no service, no library or no reader the status says
 * which (`no-pcscd`, `no-library`, `no-reader`), and what is plugged in or started later is found without help.
 */

import { toHex } from '../../protocol/card/bytes.js';
import type { DeviceStatus } from '../device.js';
import type { Clock, Log, Random } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import { createField, type Field } from './field.js';
import type { ChildMessage } from './messages.js';
import { type ReaderChild, superviseChild } from './supervisor.js';
import type { BadTap, Reader, Tap } from './types.js';

export interface ReaderOptions {
  readonly spawnChild: () => ReaderChild;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const KEY_BYTES = 10;

export function createReader(options: ReaderOptions): Reader {
  const { random, log } = options;
  const taps = listeners<[Tap]>();
  const badTaps = listeners<[BadTap]>();
  const lifts = listeners<[]>();
  const statuses = listeners<[DeviceStatus]>();
  let status: DeviceStatus = { state: 'absent' };

  const setStatus = (next: DeviceStatus) => {
    if (next.state === status.state && next.reason === status.reason) return;
    status = next;
    log.info({ ...next }, 'card reader');
    statuses.call(next);
  };
  const fields = keepFields(options.clock, {
    tap: (card) => taps.call({ tap: toHex(random.bytes(KEY_BYTES)), ...card }),
    bad: (reason) => badTaps.call({ reason }),
    lift: () => lifts.call(),
  });
  const supervisor = superviseChild({
    ...options,
    onMessage(message) {
      const next = statusAfter(message);
      if (next !== undefined) setStatus(next);
      else if (message.kind === 'fault') log.warn({ fault: message.message }, 'the card reader gives up');
      else fields.hear(message);
    },
    onLost() {
      fields.clear();
      if (status.state !== 'absent') setStatus({ state: 'degraded', reason: 'restarting' });
    },
  });

  return {
    status: () => status,
    onStatus: statuses.add,
    onTap: taps.add,
    onBadTap: badTaps.add,
    onLift: lifts.add,
    start() {
      setStatus({ state: 'opening' });
      supervisor.start();
    },
    async stop() {
      await supervisor.stop();
      fields.clear();
      setStatus({ state: 'absent' });
    },
  };
}

function statusAfter(message: ChildMessage): DeviceStatus | undefined {
  if (message.kind === 'unavailable') return { state: 'absent', reason: message.reason };
  if (message.kind !== 'readers') return undefined;
  return message.count > 0 ? { state: 'ready' } : { state: 'absent', reason: 'no-reader' };
}

/** One field for each reader that a card was laid on. */
function keepFields(clock: Clock, events: Parameters<typeof createField>[1]) {
  const fields = new Map<string, Field>();
  const fieldOf = (name: string): Field => {
    const field = fields.get(name) ?? createField(clock, events);
    fields.set(name, field);
    return field;
  };
  return {
    hear(message: ChildMessage): void {
      if (message.kind === 'present') fieldOf(message.reader).present();
      else if (message.kind === 'read') fieldOf(message.reader).read(message.card);
      else if (message.kind === 'bad') fieldOf(message.reader).bad(message.reason);
      else if (message.kind === 'off') fieldOf(message.reader).off();
    },
    clear(): void {
      for (const field of fields.values()) field.close();
      fields.clear();
    },
  };
}
