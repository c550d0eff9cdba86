/** A happening in words, for a row, a message and a document. */
import type { Happening } from '../happenings/index.js';
import type { Format, Translate } from '../ui/types.js';

export interface HappeningWords {
  /** What it was: 打来, 消费, 投诉. */
  readonly what: string;
  /** What was said, bought or changed; empty for nothing. */
  readonly words: string;
  /** Money, then points; empty for none. */
  readonly figures: readonly string[];
}

export function happeningWords(one: Happening, t: Translate, format: Format): HappeningWords {
  const { kind, what, words, money, points } = one;
  const key = `timeline.${kind}.${what}`;
  const said = t(key);
  const figures = [
    ...(money === null ? [] : [format.money(money)]),
    ...(points === null || points === 0
      ? []
      : [t('timeline.points', { points: `${points > 0 ? '+' : ''}${format.count(points)}` })]),
  ];
  return {
    // A sort that is newer than these words is told by its kind.
    what: said === key ? t(`timeline.kind.${kind}`) : said,
    words: kind === 'record' && what !== 'handed-over' ? fieldWords(words, t) : words.replaceAll('\n', ' '),
    figures,
  };
}

function fieldWords(fields: string, t: Translate): string {
  return fields
    .split(' ')
    .filter((field) => field !== '')
    .map((field) => {
      const key = `timeline.field.${field}`;
      const said = t(key);
      return said === key ? field : said;
    })
    .join(' ');
}
