/** How numbers are shown. */

import { normalizeNumber } from './normalize.js';

const MASK = '****';

/** For people to read, grouped: `138 0013 8000`, `0755 8345 6789`, `+852 6123 4567`. Text that is no number stays as it is. */
export function formatNumber(text: string, region = 'CN'): string {
  const { key, national } = normalizeNumber(text, region);
  return key === null ? text : national;
}

/**
 * What may stand where others see it (customer display, receipt): `138****8000`, `0755****6789`, `+852****4567`. A number too
 * short to hide anything is hidden whole, and text that is no number gives an empty string.
 */
export function maskNumber(text: string, region = 'CN'): string {
  const { key, kind, national, extension } = normalizeNumber(text, region);
  if (key === null) return '';
  if (kind === 'service') return national;
  const whole = extension === undefined ? national : national.slice(0, national.lastIndexOf(' ext.'));
  const digits = whole.replaceAll(' ', '');
  const [first = ''] = whole.split(' ');
  const head = first === digits ? digits.slice(0, 3) : first;
  return digits.length - head.length <= MASK.length ? MASK : head + MASK + digits.slice(-4);
}
