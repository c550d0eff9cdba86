/** Words for which operators hold back texts and bar SIM cards: a warning, never a refusal. Data, replaceable by an event. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { MessagingEvents } from './events.js';

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

/** Words and characters of the list; more is no list that somebody keeps by hand. */
const WORDS_MAX = 200;
const WORD_LENGTH_MAX = 20;

/** The list that warns: the shop's own when it has set one. */
export function riskyList(state: Reader): readonly string[] {
  const kept = state.value<string>('SELECT json FROM risky_words');
  return kept === undefined ? DEFAULTS : (JSON.parse(kept) as string[]);
}

/** `text`: words with spaces or commas between them; none: nothing is warned of. Throws `command/words-wrong`. */
export function setRiskyList(text: string): Decision<void> {
  const typed = printable(text.normalize('NFKC'))
    .split(/[\s,，、;；]+/)
    .filter((word) => word !== '');
  const words = [...new Set(typed)];
  if (words.length > WORDS_MAX || words.some((word) => [...word].length > WORD_LENGTH_MAX))
    throw new TerminalError(
      'command/words-wrong',
      `${WORDS_MAX} words of ${WORD_LENGTH_MAX} characters at most`,
      {
        context: { most: WORDS_MAX, length: WORD_LENGTH_MAX },
      },
    );
  const event: EventOf<MessagingEvents> = { type: 'messaging.words-set', v: 1, words };
  return { events: [event], result: undefined };
}

/** Risky words of a text, in the order of the list. */
export function riskyWords(state: Reader, text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  return riskyList(state).filter((word) => plain.includes(word.toLowerCase()));
}
