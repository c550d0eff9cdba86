/**
 * A USB keypad through node-hid. The libusb driver takes the device away from the system, so that its keys do not also reach
 * the console; after each replug it is taken again.
 *
 * absent `no-library` node-hid is not installed · `no-keypad` none connected, or unplugged · `not-permitted` there, but not
 * ours to open (udev rule) · ready
 */

import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { KeypadMap } from '../../protocol/hid/keypad-map.js';
import type { Cancel, Clock, Log } from '../host/types.js';
import type { HidHandle, HidInfo, HidModule } from './node-hid.js';
import { createOutlet } from './outlet.js';
import { createPressed } from './pressed.js';
import type { Keypad } from './types.js';

export interface HidKeypadOptions {
  /** `loadNodeHid`, or a simulated module. */
  readonly openHid: () => Promise<HidModule>;
  readonly map: KeypadMap;
  /** The one device to use; any keyboard without it. */
  readonly match?: { readonly vendorId: number; readonly productId: number };
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = 2_000;

export function createHidKeypad(options: HidKeypadOptions): Keypad {
  const { clock, log, match } = options;
  const outlet = createOutlet(options.map, clock, log);
  const keys = createPressed(clock, outlet.feed);
  let handle: HidHandle | undefined;
  let module: HidModule | undefined;
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
    const found = await find(options, match, module);
    module = found.module ?? module;
    if (!wanted) return found.handle && closeQuietly(found.handle, log);
    const opened = found.handle;
    if (opened === undefined) return retry(found.reason ?? 'no-keypad');
    handle = opened;
    opened.on('error', (error) => lose(opened, error));
    opened.on('data', (report) => hear(opened, report));
    outlet.setStatus({ state: 'ready' });
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

interface Found {
  readonly module?: HidModule;
  readonly handle?: HidHandle;
  readonly reason?: string;
}

async function find(
  { openHid, log }: HidKeypadOptions,
  match: HidKeypadOptions['match'],
  loaded: HidModule | undefined,
): Promise<Found> {
  let reason = 'no-library';
  let module = loaded;
  try {
    if (module === undefined) {
      module = await openHid();
      // Before the first use of any kind: node-hid chooses its native part then, and for good.
      module.setDriverType('libusb');
    }
    reason = 'no-keypad';
    const path = (await module.devicesAsync()).find((info) => fits(info, match))?.path;
    if (path === undefined) return { module, reason };
    reason = 'not-permitted';
    return { module, handle: await module.HIDAsync.open(path) };
  } catch (error) {
    log.debug({ reason, error: messageOf(error) }, 'no keypad');
    return module === undefined ? { reason } : { module, reason };
  }
}

/** Generic desktop page, keyboard (6) or keypad (7): HID Usage Tables 1.5, clause 4. */
function fits(info: HidInfo, match: HidKeypadOptions['match']): boolean {
  if (match !== undefined) return info.vendorId === match.vendorId && info.productId === match.productId;
  return info.usagePage === 1 && (info.usage === 6 || info.usage === 7);
}

async function closeQuietly(handle: HidHandle, log: Log): Promise<void> {
  await handle.close().catch((error: unknown) => {
    log.debug({ error: messageOf(error) }, 'the keypad did not close');
  });
}
