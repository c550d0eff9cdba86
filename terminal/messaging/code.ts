/** One-time codes are for their receivers: nobody at the terminal reads them. Pure. */
import type { Purpose } from './events.js';

/** Four to eight digits that are neither part of a longer number nor of an amount, 88.00 or 1234.50. */
const CODE = /(?<!\d|\d\.)\d{4,8}(?!\d|\.\d)/g;
const DOTS = '••••••';

/** What people are shown in the place of a text with a code; null for any other text. */
export function shownOf(body: string, purpose: Purpose): string | null {
  return purpose === 'otp' ? body.replace(CODE, DOTS) : null;
}
