/** The receipt of `zhanggui printer --sample`: everything a receipt can have, as a shop would print it. */

import type { Receipt } from './receipt.js';

const ITEM_SHARES = [5, 2, 3] as const;

function item(name: string, quantity: string, amount: string) {
  const [wide, narrow, middle] = ITEM_SHARES;
  return {
    kind: 'row',
    cells: [
      { text: name, share: wide },
      { text: quantity, share: narrow, align: 'right' },
      { text: amount, share: middle, align: 'right' },
    ],
  } as const;
}

export const SAMPLE_RECEIPT: Receipt = {
  number: '20261122-0046',
  reprint: 0,
  blocks: [
    { kind: 'text', text: '福源水果店', align: 'center', size: 'large', bold: true },
    { kind: 'text', text: '文一西路 218 号   0571-8800 1234', align: 'center' },
    { kind: 'feed', lines: 1 },
    { kind: 'pair', left: '单号 20261122-0046', right: '1号机' },
    { kind: 'pair', left: '时间 2026-11-22 10:42', right: '小陈' },
    { kind: 'rule' },
    item('品名', '数量', '金额'),
    { kind: 'rule' },
    item('红富士苹果 烟台 80#', '2.5kg', '29.50'),
    item('赣南脐橙', '3kg', '23.40'),
    item('琯溪蜜柚 (红心)', '2', '19.80'),
    item('鲜切果盒 大', '1', '15.30'),
    { kind: 'rule' },
    { kind: 'pair', left: '小计  4 件', right: '88.00' },
    { kind: 'pair', left: '合计', right: '¥88.00', size: 'large', bold: true },
    { kind: 'pair', left: '现金', right: '100.00' },
    { kind: 'pair', left: '找零', right: '12.00' },
    { kind: 'rule' },
    { kind: 'pair', left: '会员 王*明  金卡', right: '138****8000' },
    { kind: 'pair', left: '积分  1,280 + 88', right: '1,368', bold: true },
    { kind: 'pair', left: '余额', right: '¥356.00' },
    { kind: 'rule' },
    { kind: 'feed', lines: 1 },
    { kind: 'qr', data: 'https://fuyuan.example/r/20261122-0046?店=福源' },
    { kind: 'text', text: '扫码查积分，下次到店再减 2 元', align: 'center' },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', data: '20261122-0046' },
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: '谢谢惠顾，欢迎再来', align: 'center', bold: true },
    { kind: 'drawer' },
    { kind: 'cut' },
  ],
};
