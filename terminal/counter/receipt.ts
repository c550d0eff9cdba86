/** A sale as a receipt. Pure: what is printed follows from what is passed. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import { endBlocks, headBlocks, pairBlock, RULE, totalBlock, yuan } from '../receipts/index.js';
import type { Shop } from '../shop/index.js';
import type { SoldItem } from './events.js';
import type { Quote } from './quote.js';

export interface ReceiptFacts {
  readonly shop: Shop;
  readonly number: string;
  /** `2026-11-22 10:42` in the shop's time. */
  readonly time: string;
  readonly items: readonly SoldItem[];
  /** After the discount. */
  readonly amount: number;
  readonly tendered: number;
  readonly change: number;
  readonly quoted: Quote;
  readonly member?: {
    /** Masked. */
    readonly name: string;
    /** Masked; empty when there is none. */
    readonly phone: string;
    readonly pointsBefore: number;
    readonly pointsUsed: number;
    readonly pointsEarned: number;
    /** Afterwards, fen. */
    readonly balance: number;
  };
}

export function saleReceipt(facts: ReceiptFacts): Receipt {
  const { shop, number, time, amount } = facts;
  const blocks: ReceiptBlock[] = [
    ...headBlocks(shop),
    pairBlock('单号', number),
    pairBlock('时间', time),
    RULE,
    ...facts.items.map(itemBlock),
    ...(facts.items.length > 0 ? [RULE] : []),
    ...discountBlocks(facts),
    totalBlock('合计', amount),
    ...paymentBlocks(facts),
    ...memberBlocks(facts),
    { kind: 'qr', data: `zhanggui:sale:${number}:${amount}` },
    ...endBlocks(facts.quoted.cash > 0),
  ];
  return { number, reprint: 0, blocks };
}

function itemBlock({ name, quantity, price }: SoldItem): ReceiptBlock {
  return pairBlock(quantity === 1 ? name : `${name} ×${quantity}`, yuan(price * quantity));
}

function discountBlocks({ quoted: { price, due, level } }: ReceiptFacts): ReceiptBlock[] {
  if (price === due) return [];
  return [pairBlock('原价', yuan(price)), pairBlock(`${level?.name ?? ''}优惠`, yuan(due - price))];
}

function paymentBlocks({ tendered, change, quoted }: ReceiptFacts): ReceiptBlock[] {
  const { principal, bonus, used, worth, cash } = quoted;
  return [
    ...(worth > 0 ? [pairBlock(`积分抵扣 ${used}`, yuan(worth))] : []),
    ...(principal > 0 ? [pairBlock('储值本金', yuan(principal))] : []),
    ...(bonus > 0 ? [pairBlock('储值赠送', yuan(bonus))] : []),
    ...(cash > 0 || tendered > 0 ? [pairBlock('现金', yuan(tendered)), pairBlock('找零', yuan(change))] : []),
  ];
}

function memberBlocks({ member, quoted }: ReceiptFacts): ReceiptBlock[] {
  if (!member) return [];
  const { name, phone, pointsBefore, pointsUsed, pointsEarned, balance } = member;
  const stored = quoted.principal + quoted.bonus > 0;
  return [
    RULE,
    pairBlock(`会员 ${name}`, phone),
    pairBlock('原有积分', String(pointsBefore)),
    ...(pointsUsed > 0 ? [pairBlock('抵扣积分', `-${pointsUsed}`)] : []),
    pairBlock('本次积分', `+${pointsEarned}`),
    pairBlock('现有积分', String(pointsBefore - pointsUsed + pointsEarned), true),
    ...(balance > 0 || stored ? [pairBlock('储值余额', yuan(balance))] : []),
  ];
}
