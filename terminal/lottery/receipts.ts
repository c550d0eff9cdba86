/** What is printed of a lottery: the commitment before the draw, the result after it, a certificate for each prize. Pure. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import type { Winner } from './draw.js';
import type { Lottery } from './queries.js';

interface Facts {
  readonly shop: string;
  /** As the receipt shows it. */
  readonly time: string;
  readonly lottery: Lottery;
  readonly entries: number;
}

const END: readonly ReceiptBlock[] = [{ kind: 'feed', lines: 3 }, { kind: 'cut' }];

function head({ shop, time, lottery }: Omit<Facts, 'entries'>, name: string): ReceiptBlock[] {
  return [
    { kind: 'text', text: shop, align: 'center', size: 'large', bold: true },
    { kind: 'text', text: `${lottery.title} ${name}`, align: 'center', bold: true },
    { kind: 'pair', left: '时间', right: time },
  ];
}

/** A hash in four rows that can be read out. */
function hashBlocks(name: string, hash: string): ReceiptBlock[] {
  const rows = hash.match(/.{1,16}/g) ?? [];
  return [
    { kind: 'text', text: name, bold: true },
    ...rows.map((row): ReceiptBlock => ({ kind: 'text', text: row.replace(/(.{4})(?=.)/g, '$1 ') })),
  ];
}

export function commitmentReceipt(
  facts: Facts & { readonly list: string; readonly source: string; readonly commitment: string },
): Receipt {
  const { lottery, entries, list, source, commitment } = facts;
  const blocks: ReceiptBlock[] = [
    ...head(facts, '封盘'),
    { kind: 'pair', left: '参加', right: `${entries} 人` },
    ...lottery.prizes.map(
      ({ name, count }): ReceiptBlock => ({ kind: 'pair', left: name, right: `${count} 名` }),
    ),
    { kind: 'rule' },
    { kind: 'text', text: `公开号码取自: ${source}` },
    ...hashBlocks('名单 SHA-256', list),
    ...hashBlocks('承诺值 SHA-256', commitment),
    { kind: 'qr', data: commitment },
    ...END,
  ];
  return { number: `CJ${lottery.no}-1`, reprint: 0, blocks };
}

export function drawReceipt(
  facts: Facts & {
    readonly winners: readonly Winner[];
    readonly seed: string;
    readonly number: string;
    readonly commitment: string;
  },
): Receipt {
  const { lottery, entries, winners, seed, number, commitment } = facts;
  const won = winners.map(
    ({ entry, prize }): ReceiptBlock => ({
      kind: 'pair',
      left: lottery.prizes[prize]?.name ?? '',
      right: `号码 ${entry}`,
    }),
  );
  const blocks: ReceiptBlock[] = [
    ...head(facts, '开奖'),
    { kind: 'pair', left: '参加', right: `${entries} 人` },
    { kind: 'rule' },
    ...won,
    { kind: 'rule' },
    { kind: 'pair', left: '公开号码', right: number },
    ...hashBlocks('种子', seed),
    ...hashBlocks('承诺值 SHA-256', commitment),
    ...END,
  ];
  return { number: `CJ${lottery.no}-2`, reprint: 0, blocks };
}

export function certificateReceipt(
  facts: Omit<Facts, 'entries'> & { readonly entry: number; readonly prize: string },
): Receipt {
  const { lottery, entry, prize } = facts;
  const blocks: ReceiptBlock[] = [
    ...head(facts, '兑奖凭证'),
    { kind: 'pair', left: '号码', right: String(entry) },
    { kind: 'text', text: prize, align: 'center', size: 'large', bold: true },
    { kind: 'text', text: '已兑奖，仅此一次', align: 'center' },
    { kind: 'pair', left: '顾客签名', right: '__________' },
    ...END,
  ];
  return { number: `CJ${lottery.no}-${entry}`, reprint: 0, blocks };
}
