/** A PIN while it is typed: how many digits is seen, never which. */

import { span } from '../../ui/lines.js';
import type { Key, Line, ScreenContext } from '../../ui/types.js';

const PIN_MAX = 8;

export interface PinPad {
  /** True when the key was used. */
  key(key: Key): boolean;
  /** What was typed; it is forgotten here. */
  take(): string;
  row(context: ScreenContext): Line;
}

export function createPinPad(): PinPad {
  let typed = '';
  return {
    key({ name }) {
      if (name === 'delete') typed = typed.slice(0, -1);
      else if (/^\d$/.test(name) && typed.length < PIN_MAX) typed += name;
      else return false;
      return true;
    },
    take() {
      const taken = typed;
      typed = '';
      return taken;
    },
    row: ({ t }) => [span(` ${t('people.pin')}  `), span('*'.repeat(typed.length), 'strong')],
  };
}
