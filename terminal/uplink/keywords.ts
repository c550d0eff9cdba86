/**
 * What a customer's text asks for. Pure. Full-width letters, case, spaces and punctuation do not matter: `ｚｃ：王小明` and
 * `ZC 王小明` are the same. Refusals come first, and are messaging's own rule.
 */
import { refusalOf } from '../messaging/index.js';

/** The first word of a text, as a wish; the rest are its words. */
export type WishKind =
  | 'points'
  | 'balance'
  | 'refuse'
  | 'register'
  | 'complaint'
  | 'question'
  | 'feedback'
  | 'appointment'
  | 'withdraw'
  | 'vote'
  | 'survey'
  | 'lottery';

export interface Wish {
  readonly kind: WishKind;
  /** What follows the keyword, with its own spelling; empty for none. */
  readonly words: string;
}

/** The whole text must be one of these: 积分怎么算 is a message to a person. */
const WHOLE: ReadonlyArray<readonly [WishKind, readonly string[]]> = [
  ['points', ['JF', '积分', '查积分', '积分查询']],
  ['balance', ['YE', '余额', '查余额', '余额查询', 'BALANCE']],
  ['survey', ['DC', '问卷', '答问卷']],
  ['lottery', ['CJ', '抽奖', '参加抽奖']],
  ['withdraw', ['取消预约', '预约取消', 'QXYY']],
];

/** The text begins with one of these. */
const HEADS: ReadonlyArray<readonly [WishKind, readonly string[]]> = [
  ['register', ['ZC', '注册', '登记', 'REG']],
  ['complaint', ['TS', '投诉']],
  ['question', ['ZX', '咨询']],
  ['feedback', ['FK', '建议', '反馈']],
  ['vote', ['TP', '投票']],
  ['appointment', ['YY', '预约', '预订']],
];

const EDGE = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;

export function wishOf(text: string): Wish | undefined {
  if (refusalOf(text) !== undefined) return { kind: 'refuse', words: '' };
  const plain = narrow(text).replace(EDGE, '');
  const bare = plain.replace(/[\s\p{P}\p{S}]/gu, '').toUpperCase();
  for (const [kind, words] of WHOLE) if (words.includes(bare)) return { kind, words: '' };
  const upper = plain.toUpperCase();
  for (const [kind, words] of HEADS) {
    const head = words.find((word) => upper.startsWith(word) && endsThere(word, upper));
    if (head !== undefined) return { kind, words: plain.slice(head.length).replace(EDGE, '') };
  }
  return undefined;
}

/** What a copied text brings along unseen: spaces without width and marks of direction. Not the joiners, which make one emoji of several. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Full-width letters and digits as plain ones; what people wrote besides stays as they wrote it. */
function narrow(text: string): string {
  const seen = text.replace(UNSEEN, '');
  return seen.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** TSMC is no TS; TS1, TS苹果 and `ts 苹果` are. */
function endsThere(word: string, text: string): boolean {
  return !/[A-Z]$/.test(word) || !/[A-Z]/.test(text.charAt(word.length));
}

/** What machines say by themselves: no machine of ours answers it. */
export function isAutoreply(text: string): boolean {
  return /自动回复|自動回覆|自动应答|auto[- ]?(?:matic )?(?:reply|response)|out of office/i.test(
    text.normalize('NFKC'),
  );
}
