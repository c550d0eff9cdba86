import type { ScreenContext } from '../../ui/types.js';

/** With the year: receipts are kept for warranties and taxes. */
export function receiptTime(now: number, { format }: Pick<ScreenContext, 'format'>): string {
  return `${format.date(now, 0)} ${format.time(now)}`;
}
