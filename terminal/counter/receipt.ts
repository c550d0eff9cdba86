/** A sale as a receipt. Pure: what is printed follows from what is passed. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import type { Shop } from '../shop/index.js';
import type { SoldItem } from './events.js';

export interface ReceiptFacts {
  readonly shop: Shop;
  readonly number: string;
  /** `2026-11-22 10:42` in the shop's time. */
  readonly time: string;
  readonly items: readonly SoldItem[];
  readonly amount: number;
  readonly tendered: number;
  readonly change: number;
  readonly member?: {
    /** Masked. */
    readonly name: string;
    /** Masked; empty when there is none. */
    readonly phone: string;
    readonly pointsBefore: number;
    readonly pointsEarned: number;
    /** fen */
    readonly balance: number;
  };
}

const yuan = (fen: number): string => `￥${(fen / 100).toFixed(2)}`;

export function saleReceipt(facts: ReceiptFacts): Receipt {
  const { shop, number, time, amount, tendered, change } = facts;
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: shop.name, align: 'center', size: 'large', bold: true },
    ...(shop.phone ? [{ kind: 'text', text: `电话 ${shop.phone}`, align: 'center' } as const] : []),
    ...(shop.address ? [{ kind: 'text', text: shop.address, align: 'center' } as const] : []),
    { kind: 'rule' },
    { kind: 'pair', left: '单号', right: number },
    { kind: 'pair', left: '时间', right: time },
    { kind: 'rule' },
    ...facts.items.map(itemBlock),
    ...(facts.items.length > 0 ? [{ kind: 'rule' } as const] : []),
    { kind: 'pair', left: '合计', right: yuan(amount), size: 'large', bold: true },
    { kind: 'pair', left: '现金', right: yuan(tendered) },
    { kind: 'pair', left: '找零', right: yuan(change) },
    ...memberBlocks(facts),
    { kind: 'qr', data: `zhanggui:sale:${number}:${amount}` },
    { kind: 'text', text: '谢谢惠顾', align: 'center' },
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
    { kind: 'drawer' },
  ];
  return { number, reprint: 0, blocks };
}

function itemBlock({ name, quantity, price }: SoldItem): ReceiptBlock {
  return {
    kind: 'pair',
    left: quantity === 1 ? name : `${name} ×${quantity}`,
    right: yuan(price * quantity),
  };
}

function memberBlocks({ member }: ReceiptFacts): ReceiptBlock[] {
  if (!member) return [];
  const { name, phone, pointsBefore, pointsEarned, balance } = member;
  return [
    { kind: 'rule' },
    { kind: 'pair', left: `会员 ${name}`, right: phone },
    { kind: 'pair', left: '原有积分', right: String(pointsBefore) },
    { kind: 'pair', left: '本次积分', right: `+${pointsEarned}` },
    { kind: 'pair', left: '现有积分', right: String(pointsBefore + pointsEarned), bold: true },
    ...(balance > 0 ? [{ kind: 'pair', left: '储值余额', right: yuan(balance) } as const] : []),
  ];
}
