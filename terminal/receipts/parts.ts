/** What receipts have in common. Pure. */
import type { ReceiptBlock } from '../../protocol/escpos/receipt.js';
import type { Shop } from '../shop/index.js';

/** `￥88.00`, `-￥88.00` */
export const yuan = (fen: number): string => `${fen < 0 ? '-' : ''}￥${(Math.abs(fen) / 100).toFixed(2)}`;

export const RULE: ReceiptBlock = { kind: 'rule' };

export const pairBlock = (left: string, right: string, bold = false): ReceiptBlock =>
  bold ? { kind: 'pair', left, right, bold } : { kind: 'pair', left, right };

/** The shop's name large, and where it is. */
export function headBlocks(shop: Shop): ReceiptBlock[] {
  return [
    { kind: 'text', text: shop.name, align: 'center', size: 'large', bold: true },
    ...(shop.phone ? [{ kind: 'text', text: `电话 ${shop.phone}`, align: 'center' } as const] : []),
    ...(shop.address ? [{ kind: 'text', text: shop.address, align: 'center' } as const] : []),
    RULE,
  ];
}

/** What kind of receipt it is, when it is not of a sale. */
export const titleBlock = (text: string): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'center',
  bold: true,
});

/** The sum, large. */
export const totalBlock = (left: string, fen: number): ReceiptBlock => ({
  kind: 'pair',
  left,
  right: yuan(fen),
  size: 'large',
  bold: true,
});

/** Thanks, paper, and the drawer when money goes into it or out of it. */
export function endBlocks(drawer: boolean): ReceiptBlock[] {
  return [
    { kind: 'text', text: '谢谢惠顾', align: 'center' },
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
    ...(drawer ? [{ kind: 'drawer' } as const] : []),
  ];
}
