/** The receipt of a gift given for points. Pure. */
import type { Receipt } from '../../protocol/escpos/receipt.js';
import { maskNumber } from '../../protocol/number/index.js';
import { maskName } from '../customers/index.js';
import { endBlocks, headBlocks, pairBlock, RULE, titleBlock } from '../receipts/index.js';
import type { Shop } from '../shop/index.js';
import type { RedemptionPlan } from './commands.js';
import type { Member } from './member.js';

export interface RedemptionFacts {
  readonly shop: Shop;
  readonly time: string;
  readonly terminal: string;
  readonly member: Member;
  readonly planned: RedemptionPlan;
}

export function redemptionReceipt({ shop, time, terminal, member, planned }: RedemptionFacts): Receipt {
  const { customer, phone } = member;
  return {
    number: `${terminal}-兑换`,
    reprint: 0,
    blocks: [
      ...headBlocks(shop),
      titleBlock('积分兑换'),
      pairBlock('时间', time),
      pairBlock(`会员 ${maskName(customer.name)}`, phone === undefined ? '' : maskNumber(phone)),
      RULE,
      pairBlock(planned.name, `${planned.points} 积分`, true),
      pairBlock('现有积分', String(planned.left), true),
      pairBlock('顾客签名', '__________'),
      ...endBlocks(false),
    ],
  };
}
