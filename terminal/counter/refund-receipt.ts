/** The receipt of a refund: for the customer, and signed for the shop. Pure. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import { maskNumber } from '../../protocol/number/index.js';
import { maskName } from '../customers/index.js';
import type { Member } from '../loyalty/index.js';
import { endBlocks, headBlocks, pairBlock, RULE, titleBlock, totalBlock, yuan } from '../receipts/index.js';
import type { Shop } from '../shop/index.js';
import type { RefundPlan } from './refund.js';

export interface RefundFacts {
  readonly shop: Shop;
  readonly number: string;
  readonly time: string;
  /** Number of the sale's receipt. */
  readonly of: string;
  readonly plan: RefundPlan;
  /** As it was before. */
  readonly member: Member | undefined;
}

export function refundReceipt({ shop, number, time, of, plan, member }: RefundFacts): Receipt {
  const { cash, principal, bonus, used, worth } = plan.paid;
  const blocks: ReceiptBlock[] = [
    ...headBlocks(shop),
    titleBlock('退款'),
    pairBlock('退款单', number),
    pairBlock('原单', of),
    pairBlock('时间', time),
    RULE,
    totalBlock('退款', plan.amount),
    ...(cash > 0 ? [pairBlock('退现金', yuan(cash))] : []),
    ...(principal > 0 ? [pairBlock('退回本金', yuan(principal))] : []),
    ...(bonus > 0 ? [pairBlock('退回赠送', yuan(bonus))] : []),
    ...(worth > 0 ? [pairBlock(`退回积分 ${used}`, yuan(worth))] : []),
    ...(member ? memberBlocks(plan, member) : []),
    pairBlock('顾客签名', '__________'),
    ...endBlocks(cash > 0),
  ];
  return { number, reprint: 0, blocks };
}

function memberBlocks({ paid, taken, pointsAfter }: RefundPlan, member: Member): ReceiptBlock[] {
  const { customer, phone, balances } = member;
  const balance = balances.principal + balances.bonus + paid.principal + paid.bonus;
  return [
    RULE,
    pairBlock(`会员 ${maskName(customer.name)}`, phone === undefined ? '' : maskNumber(phone)),
    pairBlock('扣回积分', String(-taken)),
    pairBlock('现有积分', String(pointsAfter), true),
    ...(balance > 0 ? [pairBlock('储值余额', yuan(balance))] : []),
  ];
}
