/** A keypad that is a terminal: its raw bytes become the same keys as those of a USB keypad. */

import type { KeypadMap } from '../../protocol/hid/keypad-map.js';
import { decodeTty, flushTty, TTY_IDLE, type TtyStep } from '../../protocol/hid/tty.js';
import type { Unsubscribe } from '../device.js';
import type { Cancel, Clock } from '../host/types.js';
import { createOutlet } from './outlet.js';
import type { Keypad } from './types.js';

export interface TtyKeypadOptions {
  /** The terminal's input in raw mode; whoever owns the terminal makes it raw and restores it. */
  readonly onInput: (listener: (bytes: Uint8Array) => void) => Unsubscribe;
  readonly map: KeypadMap;
  readonly clock: Clock;
}

/** An escape byte that nothing follows for this long is the Esc key; a slow serial line splits sequences by a few ms. */
const ESCAPE_MS = 50;

export function createTtyKeypad({ onInput, map, clock }: TtyKeypadOptions): Keypad {
  const outlet = createOutlet(map, clock, () => undefined);
  let state = TTY_IDLE;
  let stopTimer: Cancel = () => undefined;
  let stopInput: Unsubscribe | undefined;

  const take = (step: TtyStep) => {
    stopTimer();
    state = step.state;
    for (const stroke of step.strokes) outlet.feed(stroke);
    if (state.pending.length > 0) stopTimer = clock.after(ESCAPE_MS, () => take(flushTty(state)));
  };

  return {
    ...outlet.offer,
    start() {
      stopInput ??= onInput((bytes) => take(decodeTty(state, bytes)));
      outlet.setStatus({ state: 'ready' });
    },
    async stop() {
      stopInput?.();
      stopInput = undefined;
      stopTimer();
      state = TTY_IDLE;
      outlet.drop();
      outlet.setStatus({ state: 'absent' });
    },
  };
}
