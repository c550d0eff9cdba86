/** Cards in words. */
import type { Translate } from '../../ui/types.js';
import type { Card } from '../queries.js';

const KINDS = [
  ['S:', 'cards.kind.stripe'],
  ['C:', 'cards.kind.code'],
] as const;

/** What sort of card it is. */
export function kindWords(uid: string, t: Translate): string {
  return t(KINDS.find(([mark]) => uid.startsWith(mark))?.[1] ?? 'cards.kind.chip');
}

/** What is printed on it, or its chip's number; the end of a long one, which is what people compare. */
export function numberWords(uid: string): string {
  const number = uid.replace(/^[SC]:/, '');
  return number.length <= NUMBER_LENGTH_MAX ? number : `…${number.slice(1 - NUMBER_LENGTH_MAX)}`;
}

const NUMBER_LENGTH_MAX = 14;

export function stateWords({ state }: Pick<Card, 'state'>, t: Translate): string {
  return t(`cards.state.${state}`);
}
