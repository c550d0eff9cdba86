/**
 * The 8-byte report of a boot keyboard: HID 1.11, appendix B.1 and C. Byte 0 modifiers, byte 1 reserved, bytes 2–7 the keys
 * that are down, in no order. A report is a state; what happened is the difference to the one before.
 */

import { TerminalError } from '../errors.js';

export interface BootState {
  /** Usages that are down. */
  readonly down: readonly number[];
  readonly shift: boolean;
  /** Ctrl, Alt or the system key: what is typed then is a command to another system, never text. */
  readonly command: boolean;
}

export interface BootChange {
  readonly state: BootState;
  /** In the order of the report. */
  readonly downs: readonly number[];
  readonly ups: readonly number[];
}

export const BOOT_IDLE: BootState = { down: [], shift: false, command: false };

const REPORT_BYTES = 8;
/** Left and right Shift, appendix 8.3 (modifier byte). */
const SHIFT = 0x22;
const COMMAND = 0xdd;
/** 0 no event, 1 roll-over, 2 POST failed, 3 undefined: no keys (Usage Tables, 10). */
const LAST_ERROR = 0x03;
const ROLL_OVER = 0x01;

/**
 * What changed from `previous` to the state that `report` tells. More keys than the keyboard can tell apart (all six are
 * roll-over) change nothing but the modifiers.
 * @throws TerminalError `hid/bad-report` for a report that is shorter than 8 bytes.
 */
export function decodeBootReport(previous: BootState, report: Uint8Array): BootChange {
  if (report.length < REPORT_BYTES) {
    throw new TerminalError('hid/bad-report', 'the keyboard sent a report that is cut short', {
      context: { bytes: report.length },
    });
  }
  const modifiers = report[0] ?? 0;
  const keys = [...report.subarray(2, REPORT_BYTES)];
  const phantom = keys.includes(ROLL_OVER);
  const down = phantom ? previous.down : [...new Set(keys.filter((usage) => usage > LAST_ERROR))];
  return {
    state: { down, shift: (modifiers & SHIFT) !== 0, command: (modifiers & COMMAND) !== 0 },
    downs: down.filter((usage) => !previous.down.includes(usage)),
    ups: previous.down.filter((usage) => !down.includes(usage)),
  };
}
