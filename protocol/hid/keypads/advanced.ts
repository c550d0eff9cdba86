/** The advanced keypad: the standard one, and letters, all arrows, page keys, F5–F12 and a numeric pad that types as it is. */

import type { KeypadMap } from '../keypad-map.js';
import { DIGITS, STANDARD_KEYPAD } from './standard.js';

export const ADVANCED_KEYPAD: KeypadMap = {
  name: 'advanced',
  keys: {
    ...STANDARD_KEYPAD.keys,
    left: 'left',
    right: 'right',
    pageup: 'pageup',
    pagedown: 'pagedown',
    f5: 'f5',
    f6: 'f6',
    f7: 'f7',
    f8: 'f8',
    f9: 'f9',
    f10: 'f10',
    f11: 'f11',
    f12: 'f12',
  },
  characters: DIGITS,
  text: /^\P{Cc}$/u,
};
