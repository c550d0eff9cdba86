/** Which keys of a USB keypad are down: a press for each, once; and repeats while the last one pressed is held. */

import { BOOT_IDLE, decodeBootReport } from '../../protocol/hid/boot-report.js';
import { type Stroke, typed } from '../../protocol/hid/stroke.js';
import { physicalKey } from '../../protocol/hid/usages.js';
import type { Cancel, Clock } from '../host/types.js';

const REPEAT_AFTER_MS = 500;
const REPEAT_EVERY_MS = 80;

export interface Pressed {
  /** @throws TerminalError `hid/bad-report` */
  report(bytes: Uint8Array): void;
  /** All keys are up: the device is gone. */
  clear(): void;
}

export function createPressed(clock: Clock, feed: (stroke: Stroke, repeat?: boolean) => void): Pressed {
  let state = BOOT_IDLE;
  let held: number | undefined;
  let stopTimer: Cancel = () => undefined;

  const repeatAfter = (ms: number, stroke: Stroke) => {
    stopTimer();
    stopTimer = clock.after(ms, () => {
      feed(stroke, true);
      repeatAfter(REPEAT_EVERY_MS, stroke);
    });
  };
  const letGo = () => {
    held = undefined;
    stopTimer();
  };
  const press = (usage: number) => {
    letGo();
    const stroke = strokeOf(usage, state.shift);
    // Ctrl and Alt make a command of a character; it must not become text.
    if (stroke === undefined || (state.command && stroke.char !== undefined)) return;
    held = usage;
    feed(stroke);
    repeatAfter(REPEAT_AFTER_MS, stroke);
  };

  return {
    report(bytes) {
      const change = decodeBootReport(state, bytes);
      state = change.state;
      if (held !== undefined && change.ups.includes(held)) letGo();
      for (const usage of change.downs) press(usage);
    },
    clear() {
      state = BOOT_IDLE;
      letGo();
    },
  };
}

function strokeOf(usage: number, shift: boolean): Stroke | undefined {
  const key = physicalKey(usage);
  if (key?.plain === undefined) return key;
  return typed((shift ? key.shifted : undefined) ?? key.plain);
}
