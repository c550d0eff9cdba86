import type { App } from '../../../terminal/app.js';
import type { Chance } from '../chance.js';

/** What somebody was told, by an id that must be in the journal then. */
export type Told = string | undefined;

/**
 * Something that somebody does at a till. `chance` holds as many values as one deed may ask for, taken before the deed looks at
 * anything: what the database says, and so what went wrong before, does not change what anybody does later.
 */
export type Deed = (app: App, chance: Chance) => Promise<Told>;

type Entry<D> = readonly [name: string, often: number, deed: D];

/** Deeds with what they are called, and how often they are done. */
export type Deeds<D> = readonly [Entry<D>, ...Entry<D>[]];

export interface Drawn<D> {
  readonly name: string;
  readonly deed: D;
}

/** Draws one of the deeds by one value of `chance`. */
export function drawFrom<D>(deeds: Deeds<D>): (chance: Chance) => Drawn<D> {
  const [first] = deeds;
  const all = deeds.flatMap(([name, often, deed]) => Array.from({ length: often }, () => ({ name, deed })));
  return (chance) => all[chance.between(0, all.length - 1)] ?? { name: first[0], deed: first[2] };
}
