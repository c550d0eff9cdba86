/** What an owner's text orders, and the same text without its PIN. Pure. */

export type OrderKind = 'figures' | 'stock' | 'state' | 'lock' | 'unlock' | 'grant' | 'refuse';

export interface Order {
  readonly pin: string;
  readonly kind: OrderKind;
  /** What follows: a product's name, an approval's number. */
  readonly words: string;
}

const WORDS: ReadonlyArray<readonly [OrderKind, readonly string[]]> = [
  ['figures', ['报表', 'BB']],
  ['stock', ['库存', '商品', 'KC']],
  ['state', ['状态', 'ZT']],
  ['unlock', ['解锁', 'JS']],
  ['lock', ['锁机', 'SJ']],
  ['grant', ['同意', 'TY']],
  ['refuse', ['不同意', '驳回', 'BH']],
];

const FORM = /^[\s\p{P}\p{Cf}]*(\d{4,8})[\s\p{P}\p{Cf}]*(\p{L}.*)$/u;

/** `1234 报表`, `1234bb`, `１２３４　同意 17`; undefined for any other text. */
export function orderOf(text: string): Order | undefined {
  const [, pin, rest] = FORM.exec(text.normalize('NFKC').trim()) ?? [];
  if (pin === undefined || rest === undefined) return undefined;
  const upper = rest.toUpperCase();
  for (const [kind, words] of WORDS) {
    const word = words.find((one) => upper.startsWith(one) && !/^[A-Z]/.test(upper.slice(one.length)));
    if (word !== undefined)
      return {
        pin,
        kind,
        words: rest.slice(word.length).replace(/^[\s\p{P}\p{Cf}]+|[\s\p{P}\p{Cf}]+$/gu, ''),
      };
  }
  return undefined;
}

/**
 * What may be kept of a text that may hold a PIN; undefined when it holds none. From an owner's number every run of 4 to 8 digits may be
 * one, rightly or wrongly typed; from any other only what has the form of an order.
 */
export function withoutPin(text: string, fromOwner: boolean): string | undefined {
  const plain = text.normalize('NFKC');
  if (!fromOwner && orderOf(text) === undefined) return undefined;
  const hidden = plain.replace(/\d{4,8}/g, '****');
  return hidden === plain ? undefined : hidden;
}
