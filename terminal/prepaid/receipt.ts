/** Receipts of stored value. Pure. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import { maskNumber } from '../../protocol/number/index.js';
import { maskName } from '../customers/index.js';
import type { Balances, Entry } from '../ledger/index.js';
import type { Member } from '../loyalty/index.js';
import { endBlocks, headBlocks, pairBlock, RULE, titleBlock, totalBlock, yuan } from '../receipts/index.js';
import type { Shop } from '../shop/index.js';
import type { RechargePlan } from './commands.js';
import { pointsBack, type RechargeBack } from './rules.js';

interface Facts {
  readonly shop: Shop;
  readonly number: string;
  readonly time: string;
  /** As it was before. */
  readonly member: Member;
}

export function rechargeReceipt(facts: Facts & { readonly planned: RechargePlan }): Receipt {
  const { amount, bonus, points } = facts.planned;
  return receipt(facts, '储值充值', [
    totalBlock('充值', amount),
    ...(bonus > 0 ? [pairBlock('赠送', yuan(bonus))] : []),
    ...afterwards(facts.member.balances, { principal: amount, bonus, points }),
  ]);
}

export function rechargeRefundReceipt(
  facts: Facts & { readonly of: string; readonly back: RechargeBack },
): Receipt {
  const { of, back } = facts;
  return receipt(facts, '充值退款', [
    pairBlock('原单', of),
    pairBlock('退本金', yuan(back.principal)),
    ...(back.bonus > 0 ? [pairBlock('收回赠送', yuan(back.bonus))] : []),
    ...(back.kept > 0 ? [pairBlock('已用赠送扣回', yuan(back.kept))] : []),
    totalBlock('退现金', back.cash),
    ...afterwards(facts.member.balances, {
      ...{ principal: -back.principal, bonus: -back.bonus, points: -pointsBack(back) },
    }),
    pairBlock('顾客签名', '__________'),
  ]);
}

/** What changes, and what is left. */
function afterwards(before: Balances, change: Balances): ReceiptBlock[] {
  const principal = before.principal + change.principal;
  const bonus = before.bonus + change.bonus;
  return [
    RULE,
    pairBlock('储值余额', yuan(principal + bonus), true),
    pairBlock('其中本金', yuan(principal)),
    pairBlock('其中赠送', yuan(bonus)),
    ...(change.points === 0
      ? []
      : [
          pairBlock('本次积分', `${change.points > 0 ? '+' : ''}${change.points}`),
          pairBlock('现有积分', String(before.points + change.points)),
        ]),
  ];
}

function receipt({ shop, number, time, member }: Facts, title: string, body: ReceiptBlock[]): Receipt {
  const blocks: ReceiptBlock[] = [
    ...headBlocks(shop),
    titleBlock(title),
    pairBlock('编号', number),
    pairBlock('时间', time),
    whose(member),
    RULE,
    ...body,
    ...endBlocks(true),
  ];
  return { number, reprint: 0, blocks };
}

function whose({ customer, phone }: Member): ReceiptBlock {
  return pairBlock(`会员 ${maskName(customer.name)}`, phone === undefined ? '' : maskNumber(phone));
}

/** How receipts and texts name accounts and reasons. */
export const ACCOUNT_WORDS = { points: '积分', principal: '本金', bonus: '赠送', deposit: '押金' } as const;

export const REASON_WORDS: Readonly<Record<string, string>> = {
  sale: '消费',
  spend: '消费',
  refund: '退款',
  recharge: '充值',
  'recharge-refund': '充值退款',
  redemption: '兑换',
  adjustment: '调整',
  expiry: '过期',
  opening: '转入',
  deposit: '收押金',
  'deposit-return': '退押金',
  'deposit-kept': '扣押金',
  'deposit-reversal': '押金冲正',
};

/** A statement: `deposit` is what the shop holds, `entries` newest first, as `entriesOf` gives them, with `when` for each as the shop writes it. */
export function statementReceipt(
  facts: Omit<Facts, 'number'> & {
    readonly number: string;
    readonly deposit: number;
    readonly entries: ReadonlyArray<Entry & { readonly when: string }>;
  },
): Receipt {
  const { shop, number, time, member, deposit, entries } = facts;
  const { points, principal, bonus } = member.balances;
  const blocks: ReceiptBlock[] = [
    ...headBlocks(shop),
    titleBlock('对账单'),
    pairBlock('时间', time),
    whose(member),
    RULE,
    ...entries.flatMap((entry) => entryBlocks(entry)),
    ...(entries.length === 0 ? [titleBlock('没有记录')] : []),
    RULE,
    pairBlock('储值余额', yuan(principal + bonus), true),
    pairBlock('其中本金', yuan(principal)),
    pairBlock('其中赠送', yuan(bonus)),
    pairBlock('现有积分', String(points), true),
    ...(deposit === 0 ? [] : [pairBlock('押金', yuan(deposit), true)]),
    ...endBlocks(false),
  ];
  return { number, reprint: 0, blocks };
}

function entryBlocks({ account, amount, reason, balance, when }: Entry & { when: string }): ReceiptBlock[] {
  const write = (value: number) => (account === 'points' ? String(value) : yuan(value));
  const signed = `${amount > 0 ? '+' : ''}${write(amount)}`;
  return [
    pairBlock(`${when} ${REASON_WORDS[reason] ?? reason}`, `${ACCOUNT_WORDS[account]} ${signed}`),
    pairBlock('', `余 ${write(balance)}`),
  ];
}
