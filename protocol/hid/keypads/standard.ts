/**
 * The standard keypad: digits, `*`, `#`, OK, Cancel, delete, up, down, F1–F4, and a decimal point where the pad has one. A
 * numeric USB pad serves as it is: its `/` is `#`, its `-` and `+` are up and down.
 */

import type { KeypadMap } from '../keypad-map.js';

export const DIGITS = {
  '0': '0',
  '1': '1',
  '2': '2',
  '3': '3',
  '4': '4',
  '5': '5',
  '6': '6',
  '7': '7',
  '8': '8',
  '9': '9',
  '*': '*',
  '#': '#',
} as const;

export const STANDARD_KEYPAD: KeypadMap = {
  name: 'standard',
  keys: {
    enter: 'ok',
    escape: 'cancel',
    backspace: 'delete',
    delete: 'delete',
    up: 'up',
    down: 'down',
    f1: 'f1',
    f2: 'f2',
    f3: 'f3',
    f4: 'f4',
  },
  characters: { ...DIGITS, '/': '#', '-': 'up', '+': 'down' },
  // A terminal window is no keypad: what is typed or pasted there, Chinese too, is not held back, only ASCII is.
  text: /^(?:\.|[^\p{Cc}\p{ASCII}])$/u,
};
