/** Receipts of deposits. Pure. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import { maskNumber } from '../../protocol/number/index.js';
import { maskName } from '../customers/index.js';
import type { Member } from '../loyalty/index.js';
import { endBlocks, headBlocks, pairBlock, RULE, titleBlock, totalBlock, yuan } from '../receipts/index.js';
import type { Shop } from '../shop/index.js';
import type { Deposit } from './queries.js';

interface Facts {
  readonly shop: Shop;
  readonly number: string;
  readonly time: string;
  readonly member: Member;
}

interface MoveFacts extends Facts {
  readonly deposit: Deposit;
  readonly amount: number;
  /** Of this deposit, afterwards. */
  readonly left: number;
}

/** `all`: every deposit of the customer, with this one. */
export function takenReceipt(
  facts: Facts & { readonly amount: number; readonly what: string; readonly all: number },
): Receipt {
  const { amount, what, all } = facts;
  return receipt(facts, '押金单', true, [
    pairBlock('用途', what),
    totalBlock('收押金', amount),
    RULE,
    pairBlock('押金合计', yuan(all), true),
    { kind: 'text', text: '凭此单退押金，不能抵消费', align: 'center' },
  ]);
}

/** Of what `till` held, which the store has no more: no cash moves. */
export function takenOverReceipt(
  facts: Facts & { readonly till: string; readonly amount: number; readonly all: number },
): Receipt {
  const { till, amount, all } = facts;
  return receipt(facts, '押金转入', false, [
    pairBlock('原收银机', till),
    totalBlock('押金', amount),
    RULE,
    pairBlock('押金合计', yuan(all), true),
    { kind: 'text', text: '代替原来的押金单，凭此单退押金', align: 'center' },
  ]);
}

export function returnedReceipt(facts: MoveFacts): Receipt {
  return receipt(facts, '退押金', true, [
    pairBlock('原单', facts.deposit.number),
    totalBlock('退现金', facts.amount),
    ...afterwards(facts),
  ]);
}

export function keptReceipt(facts: MoveFacts & { readonly why: string }): Receipt {
  return receipt(facts, '押金不退', false, [
    pairBlock('原单', facts.deposit.number),
    pairBlock('原因', facts.why),
    totalBlock('扣押金', facts.amount),
    ...afterwards(facts),
  ]);
}

/** `of`: number of what was a mistake; `cash` comes back into the drawer. */
export function reversedReceipt(facts: MoveFacts & { readonly of: string; readonly cash: number }): Receipt {
  const { of, cash, deposit, amount, left } = facts;
  return receipt(facts, '押金冲正', cash > 0, [
    pairBlock('原单', deposit.number),
    pairBlock('冲正', of),
    totalBlock('恢复押金', amount),
    ...(cash > 0 ? [pairBlock('收回现金', yuan(cash))] : []),
    RULE,
    pairBlock('此单未退', yuan(left), true),
  ]);
}

function afterwards({ left }: MoveFacts): ReceiptBlock[] {
  return [RULE, pairBlock('此单未退', yuan(left), true), pairBlock('顾客签名', '__________')];
}

function receipt(
  { shop, number, time, member }: Facts,
  title: string,
  drawer: boolean,
  body: ReceiptBlock[],
): Receipt {
  const { customer, phone } = member;
  const blocks: ReceiptBlock[] = [
    ...headBlocks(shop),
    titleBlock(title),
    pairBlock('编号', number),
    pairBlock('时间', time),
    pairBlock(`会员 ${maskName(customer.name)}`, phone === undefined ? '' : maskNumber(phone)),
    RULE,
    ...body,
    ...endBlocks(drawer),
  ];
  return { number, reprint: 0, blocks };
}
