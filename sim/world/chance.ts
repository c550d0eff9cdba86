/** Everything that happens by chance in the world comes from here: one seed, and one stream for each who asks. */
import type { Random } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { seededRandom } from '../day/random.js';

export interface Chance extends Random {
  /** 0 ≤ x < 1 */
  fraction(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True in `share` of all cases. */
  hit(share: number): boolean;
}

/** The stream called `name`: what one asks for does not change what another gets, so a fault can be left out alone. */
export function chanceOf(seed: number, name: string): Chance {
  let mixed = Math.imul(seed, 0x9e3779b1);
  for (const character of name) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return chanceFrom(seededRandom(mixed));
}

/** `count` values of `chance`, taken now: what is done with them later, or not, does not change what comes after. */
export function dice(chance: Chance, count: number): Chance {
  const values = Array.from({ length: count }, chance.fraction);
  return chanceFrom(() => {
    const value = values.shift();
    if (value === undefined)
      throw new TerminalError('sim/chance', `more than ${count} values were asked for`);
    return value;
  });
}

function chanceFrom(fraction: () => number): Chance {
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    between,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
    hit: (share) => fraction() < share,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}
