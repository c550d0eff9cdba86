/** Wrong changes that only real kills can see: the world's people use no screen. */
import type { Mutation } from '../world/mutations/mutation.js';

export const PLANTED: readonly Mutation[] = [
  {
    name: 'a receipt comes out before the sale is kept',
    file: 'terminal/counter/screens/sale.js',
    from: 'const sold = await app.kernel.transact(STAFF, (current) => sell(current, wanted));',
    to: "const early = sell(state, wanted).events.find(({ type }) => type === 'receipts.queued');\n        await app.devices.printer.print(early.receipt);\n        const sold = await app.kernel.transact(STAFF, (current) => sell(current, wanted));",
  },
];
