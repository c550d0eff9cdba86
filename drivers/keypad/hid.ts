/**
 * A USB keypad. It looks for its device, takes it, and takes it again after each replug.
 *
 * absent `no-library` node-hid is not installed · `no-keypad` none connected, or unplugged · `not-permitted` there, but not
 * ours to open (udev rule) · ready
 */

import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { KeypadMap } from '../../protocol/hid/keypad-map.js';
import type { Cancel, Clock, Log } from '../host/types.js';
import type { HidHandle } from './node-hid.js';
import { createOutlet } from './outlet.js';
import { createPressed } from './pressed.js';
import type { Keypad } from './types.js';

export interface HidKeypadOptions {
  /**
   * `openHidDevice`; called again after each replug.
   * @throws TerminalError `keypad/no-library`, `keypad/no-keypad`, `keypad/not-permitted`
   */
  readonly openHid: () => Promise<HidHandle>;
  readonly map: KeypadMap;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = 2_000;

export function createHidKeypad(options: HidKeypadOptions): Keypad {
  const { clock, log } = options;
  const outlet = createOutlet(options.map, clock, (characters) =>
    log.warn({ characters }, 'a burst of keys without an end was thrown away'),
  );
  const keys = createPressed(clock, outlet.feed);
  let handle: HidHandle | undefined;
  let wanted = false;
  let stopTimer: Cancel = () => undefined;

  const retry = (reason: string) => {
    keys.clear();
    if (!wanted) return;
    outlet.setStatus({ state: 'absent', reason });
    stopTimer();
    stopTimer = clock.after(LOOK_MS, () => void look());
  };
  const lose = (lost: HidHandle, error: unknown) => {
    if (handle !== lost) return;
    handle = undefined;
    log.info({ error: messageOf(error) }, 'the keypad was unplugged');
    void closeQuietly(lost, log);
    retry('no-keypad');
  };
  const hear = (from: HidHandle, report: Uint8Array) => {
    if (handle !== from) return;
    try {
      keys.report(report);
    } catch (error) {
      if (!isTerminalError(error, 'hid/')) throw error;
      log.debug({ error: error.message }, 'a report of the keypad was dropped');
    }
  };
  const look = async () => {
    try {
      const opened = await options.openHid();
      if (!wanted) return await closeQuietly(opened, log);
      handle = opened;
      opened.on('error', (error) => lose(opened, error));
      opened.on('data', (report) => hear(opened, report));
      outlet.setStatus({ state: 'ready' });
    } catch (error) {
      log.debug({ error: messageOf(error) }, 'no keypad');
      retry(reasonOf(error));
    }
  };

  return {
    ...outlet.offer,
    start() {
      if (wanted) return;
      wanted = true;
      outlet.setStatus({ state: 'opening' });
      void look();
    },
    async stop() {
      wanted = false;
      stopTimer();
      keys.clear();
      outlet.drop();
      const last = handle;
      handle = undefined;
      if (last !== undefined) await closeQuietly(last, log);
      outlet.setStatus({ state: 'absent' });
    },
  };
}

async function closeQuietly(handle: HidHandle, log: Log): Promise<void> {
  await handle.close().catch((error: unknown) => {
    log.debug({ error: messageOf(error) }, 'the keypad did not close');
  });
}

/** The part of a `keypad/…` code that a status tells. */
function reasonOf(error: unknown): string {
  return isTerminalError(error, 'keypad/') ? error.code.slice('keypad/'.length) : 'no-keypad';
}
