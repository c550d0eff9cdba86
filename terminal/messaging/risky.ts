/** Words for which operators hold back texts and bar SIM cards: a warning, never a refusal. Data, replaceable by an event. */
import type { Reader } from '../kernel/database.js';

/** What the advertising law forbids (最, 第一…), and what filters take for fraud, loans or gambling. */
const DEFAULTS: readonly string[] = [
  ...['最低价', '最便宜', '全国第一', '国家级', '百分百', '绝对', '根治', '特效', '无副作用'],
  ...[
    '贷款',
    '借款',
    '套现',
    '刷单',
    '返利',
    '彩票',
    '博彩',
    '发票代开',
    '代开发票',
    '中奖',
    '领奖',
    '验证码',
  ],
  ...['加微信', '加群', '点击链接', '转账', '汇款', 'http://', 'https://'],
];

/** Risky words of a text, in the order of the list. */
export function riskyWords(state: Reader, text: string): string[] {
  const kept = state.value<string>('SELECT json FROM risky_words');
  const words = kept === undefined ? DEFAULTS : (JSON.parse(kept) as string[]);
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  return words.filter((word) => plain.includes(word.toLowerCase()));
}
