/** Sales as the register makes them. */
import { sell } from '../../terminal/counter/commands.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';

/** Sells to `customer` (or to nobody): one commit with the sale, its points, its receipt and its text. */
export function makeSale(kernel: Kernel, customer: string | undefined, n: number): Promise<unknown> {
  const { ids } = kernel;
  const now = Date.now();
  const amount = 1_000 + (n % 9_000);
  return kernel.transact({ actor: 'staff', origin: 'keypad' }, (state) =>
    sell(state, {
      sale: ids.next(),
      job: ids.next(),
      text: ids.next(),
      ...(customer !== undefined && { customer }),
      items: [],
      amount,
      tendered: 10_000,
      now,
      time: '2026-11-22 10:42',
      terminal: 'till-1',
    }),
  );
}
