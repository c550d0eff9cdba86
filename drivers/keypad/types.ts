import type { KeyName } from '../../protocol/hid/key-names.js';
import type { Device, Unsubscribe } from '../device.js';

export type { KeyName } from '../../protocol/hid/key-names.js';

export interface Key {
  readonly name: KeyName;
  /** The character, for `text`, the digits, `*`, `#` and `.`. */
  readonly text?: string;
  /** True when the key is held down and repeats. */
  readonly repeat?: boolean;
}

/** A burst typed faster than a person can, ended by Enter: a scanner or a stripe reader. */
export interface Scan {
  readonly code: string;
}

export interface Keypad extends Device {
  onKey(listener: (key: Key) => void): Unsubscribe;
  onScan(listener: (scan: Scan) => void): Unsubscribe;
}
