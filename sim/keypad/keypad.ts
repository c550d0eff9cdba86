/**
 * A USB keypad at the node-hid boundary (no virtual HID device exists where uhid is missing): the same module shape, 8-byte
 * boot reports as HID 1.11 appendix B.1 draws them, and an unplug that is only an `error` event.
 */

import { EventEmitter } from 'node:events';
import { TerminalError } from '../../protocol/errors.js';

export interface SimKeypadOptions {
  /** Lets time pass between the reports of a scan. */
  readonly wait: (ms: number) => Promise<void>;
  readonly vendorId?: number;
  readonly productId?: number;
}

export interface SimKeypad {
  /** What `import('node-hid')` would give. */
  readonly module: SimHidModule;
  /** A usage goes down and up again. */
  press(usage: number, shift?: boolean): void;
  /** Keys that are down from now on, none before released: `down(0x59)`, `down(0x59, 0x5a)` a chord, `down()` all up. */
  down(...usages: number[]): void;
  /** A scanner's burst: each character down and up, `gapMs` from one to the next, then Enter. */
  scan(text: string, gapMs?: number): Promise<void>;
  /** More keys than the keypad can tell apart. */
  rollOver(): void;
  /** Any bytes as a report. */
  raw(report: Uint8Array): void;
  unplug(): void;
  plug(): void;
}

export interface SimHidModule {
  setDriverType(type: 'hidraw' | 'libusb'): void;
  devicesAsync(): Promise<
    { vendorId: number; productId: number; path: string; usagePage: number; usage: number }[]
  >;
  readonly HIDAsync: { open(path: string): Promise<SimHidHandle> };
  /** What the driver did: the driver type it asked for, and how often it opened the device. */
  readonly seen: { driverType: string | undefined; opened: number; usedBeforeDriverType: boolean };
}

class SimHidHandle extends EventEmitter {
  closed = false;
  async close(): Promise<void> {
    this.closed = true;
    this.removeAllListeners();
  }
}

const ENTER = 0x28;
const SHIFT_LEFT = 0x02;

export function createSimKeypad(options: SimKeypadOptions): SimKeypad {
  const { wait, vendorId = 0x04d9, productId = 0x1702 } = options;
  const seen: SimHidModule['seen'] = { driverType: undefined, opened: 0, usedBeforeDriverType: false };
  let plugged = true;
  let replugs = 0;
  let handle: SimHidHandle | undefined;

  const pathNow = () => `sim-${replugs}`;
  const use = () => {
    seen.usedBeforeDriverType ||= seen.driverType === undefined;
  };
  const raw = (report: Uint8Array) => {
    if (plugged && handle?.closed === false) handle.emit('data', Buffer.from(report));
  };
  const report = (modifiers: number, keys: readonly number[]) =>
    raw(Uint8Array.from({ length: 8 }, (_, i) => (i === 0 ? modifiers : i === 1 ? 0 : (keys[i - 2] ?? 0))));
  const press = (usage: number, shift = false) => {
    report(shift ? SHIFT_LEFT : 0, [usage]);
    report(0, []);
  };

  return {
    module: {
      seen,
      setDriverType(type) {
        seen.driverType = type;
      },
      async devicesAsync() {
        use();
        return plugged ? [{ vendorId, productId, path: pathNow(), usagePage: 1, usage: 6 }] : [];
      },
      HIDAsync: {
        async open(path) {
          use();
          if (!plugged || path !== pathNow()) throw new TerminalError('sim/no-device', `cannot open ${path}`);
          seen.opened++;
          handle = new SimHidHandle();
          return handle;
        },
      },
    },
    press,
    down: (...usages) => report(0, usages),
    async scan(text, gapMs = 4) {
      for (const character of text) {
        const [usage, shift] = usageOf(character);
        press(usage, shift);
        await wait(gapMs);
      }
      press(ENTER);
    },
    rollOver: () => report(0, [1, 1, 1, 1, 1, 1]),
    raw,
    unplug() {
      plugged = false;
      if (handle?.closed === false) {
        handle.emit('error', new TerminalError('sim/unplugged', 'could not read from HID device'));
      }
    },
    plug() {
      plugged = true;
      replugs++;
    },
  };
}

/** A scanner's keys, from the HID Usage Tables 1.5, page 0x07: `a` 04 … `z` 1D, `1` 1E … `9` 26, `0` 27, `-` 2D, `/` 38. */
function usageOf(character: string): readonly [usage: number, shift: boolean] {
  const code = character.charCodeAt(0);
  if (character >= 'a' && character <= 'z') return [code - 97 + 4, false];
  if (character >= 'A' && character <= 'Z') return [code - 65 + 4, true];
  if (character >= '1' && character <= '9') return [code - 49 + 0x1e, false];
  const other = {
    ...({ '0': [0x27, false], '-': [0x2d, false], '/': [0x38, false], ':': [0x33, true] } as const),
    // A stripe reader's sentinels and separators: `%` is 5 with shift, `^` 6, `;` 33, `=` 2E, `?` 38 with shift.
    ...({
      '%': [0x22, true],
      '^': [0x23, true],
      ';': [0x33, false],
      '=': [0x2e, false],
      '?': [0x38, true],
    } as const),
  };
  const found = Object.entries(other).find(([key]) => key === character)?.[1];
  if (found === undefined) throw new TerminalError('sim/no-such-key', `this scanner has no "${character}"`);
  return found;
}
