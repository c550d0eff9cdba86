import type { Receipt } from '../../protocol/escpos/receipt.js';

/** The same receipt, marked 重打 n on its first line; the drawer stays shut. */
export function asReprint(receipt: Receipt, times: number): Receipt {
  if (times === 0) return receipt;
  return {
    ...receipt,
    reprint: times,
    blocks: [
      { kind: 'text', text: `重打 ${times}`, align: 'center', size: 'large', bold: true },
      ...receipt.blocks.filter((block) => block.kind !== 'drawer'),
    ],
  };
}
