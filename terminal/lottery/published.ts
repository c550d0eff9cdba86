/** A lottery as it is published after the draw, and the check that anybody can make of it. */
import { commitmentOf, drawWinners, type Entry, listHash, type Winner } from './draw.js';
import type { Prize } from './events.js';
import type { Lottery } from './queries.js';

export interface Published {
  readonly id: string;
  readonly title: string;
  readonly prizes: readonly Prize[];
  /** Without a mask: erased, as the person asked. */
  readonly entries: readonly Entry[];
  /** SHA-256 of the list as it was frozen, hex: where somebody was erased from it since, it cannot be made again. */
  readonly list?: string;
  readonly source: string;
  readonly commitment: string;
  readonly seed: string;
  readonly public: string;
  readonly winners: readonly Winner[];
}

/** Undefined before the draw: the seed is secret until then. */
export function publishedOf(
  lottery: Lottery,
  entries: readonly Entry[],
  winners: readonly Winner[],
): Published | undefined {
  const { id, title, prizes, source, commitment, seed, public: number, state } = lottery;
  if (state !== 'drawn' || source === null || commitment === null || seed === null || number === null)
    return undefined;
  const erased = lottery.list !== null && lottery.list !== listHash(entries) && { list: lottery.list };
  return { id, title, prizes, entries, ...erased, source, commitment, seed, public: number, winners };
}

/** The list's hash; as it is told, where somebody was erased: it stands on the receipt of the freezing. */
function listOf({ entries, list }: Published): string {
  return list !== undefined && entries.some(({ mask }) => mask === '') ? list : listHash(entries);
}

/** What is wrong with it: nothing, when the draw is what was promised. */
export function checkPublished(published: Published): ReadonlyArray<'commitment' | 'winners'> {
  const { id, title, prizes, entries, source, seed } = published;
  const committed = { id, title, prizes, list: listOf(published), entries: entries.length, source, seed };
  const winners = drawWinners(
    { commitment: published.commitment, seed, number: published.public },
    entries.map(({ entry }) => entry),
    prizes,
  );
  const same = (one: readonly Winner[]): string =>
    one
      .map(({ entry, prize }) => `${prize} ${entry}`)
      .sort()
      .join();
  return [
    ...(commitmentOf(committed) === published.commitment ? [] : (['commitment'] as const)),
    ...(same(winners) === same(published.winners) ? [] : (['winners'] as const)),
  ];
}
