/** Telephone numbers in forms: a slip of the finger could never be answered. */
import { isCallable, normalizeNumber } from '../../../protocol/number/index.js';

/** Takes none, what the network gave (`known`), and a number at which somebody can be called. */
export const numberCheck =
  (known = '') =>
  (text: string): string | undefined =>
    text === '' || text === known || isCallable(normalizeNumber(text))
      ? undefined
      : 'error.command/phone-wrong';
