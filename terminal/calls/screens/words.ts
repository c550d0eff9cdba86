/** A caller in words. */

import { normalizeNumber } from '../../../protocol/number/index.js';
import type { Format, Translate } from '../../ui/types.js';
import type { LiveCall } from '../desk.js';

/** The number as people read it, or why there is none. */
export function callerNumber(
  call: Pick<LiveCall, 'number' | 'key' | 'validity'>,
  t: Translate,
  format: Format,
): string {
  if (call.number !== '') return format.phone(call.key === '' ? call.number : call.key);
  switch (call.validity) {
    case 'withheld':
      return t('calls.withheld');
    case 'waiting':
      return t('calls.waiting');
    case 'unavailable':
    case 'valid':
      return t('calls.unavailable');
  }
}

/** Whether a text can be brought there at all: landlines and service numbers take none. */
export function takesTexts(key: string): boolean {
  return normalizeNumber(key).kind === 'mobile';
}
