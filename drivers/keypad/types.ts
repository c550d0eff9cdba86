import type { Device, Unsubscribe } from '../device.js';

/** The named keys of both keypads. `text`: a character that has no name of its own (letters, Chinese, punctuation). */
export type KeyName =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '*'
  | '#'
  | 'ok'
  | 'cancel'
  | 'delete'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageup'
  | 'pagedown'
  | 'f1'
  | 'f2'
  | 'f3'
  | 'f4'
  | 'f5'
  | 'f6'
  | 'f7'
  | 'f8'
  | 'f9'
  | 'f10'
  | 'f11'
  | 'f12'
  | 'text';

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
