/** The result of a vote or survey on paper. Pure. */
import type { Receipt, ReceiptBlock } from '../../protocol/escpos/receipt.js';
import type { Poll } from './queries.js';

export interface Result {
  readonly shop: string;
  /** As the receipt shows it. */
  readonly time: string;
  readonly poll: Poll;
  /** Answers to each option of each question. */
  readonly counts: readonly (readonly number[])[];
  /** Numbers that took part. */
  readonly voices: number;
}

export function resultReceipt({ shop, time, poll, counts, voices }: Result): Receipt {
  const number = `TP${poll.no}`;
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: shop, align: 'center', size: 'large', bold: true },
    { kind: 'text', text: poll.title, align: 'center', bold: true },
    { kind: 'pair', left: '时间', right: time },
    { kind: 'pair', left: '参与', right: `${voices} 人` },
    ...poll.questions.flatMap(({ text, options }, index) =>
      questionBlocks(text, options, counts[index] ?? []),
    ),
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
  ];
  return { number, reprint: 0, blocks };
}

function questionBlocks(text: string, options: readonly string[], counts: readonly number[]): ReceiptBlock[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const rows = options.map((option, index): ReceiptBlock => {
    const count = counts[index] ?? 0;
    return {
      kind: 'pair',
      left: option,
      right: `${count}  ${all === 0 ? 0 : Math.round((count / all) * 100)}%`,
    };
  });
  return [{ kind: 'rule' }, { kind: 'text', text, bold: true }, ...rows];
}
