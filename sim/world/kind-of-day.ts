/** What kind of day a seed's is: whom the world lets come. */
import { chanceOf } from './chance.js';

export interface KindOfDay {
  /** Two tills of one store, or one alone. */
  readonly twoTills: boolean;
  /** Much is lent, and brought back. */
  readonly lending: boolean;
  /** The staff of all tills look after their customers' records. */
  readonly joining: boolean;
  /** Guests come who ask to be forgotten. */
  readonly erasing: boolean;
  /** Somebody makes backups, and sets up a new machine out of one when the old one dies. */
  readonly replacing: boolean;
}

export function kindOfDay(seed: number): KindOfDay {
  const hit = (what: string, share: number): boolean => chanceOf(seed, what).hit(share);
  return {
    twoTills: hit('world', 0.3),
    lending: hit('lending', 0.3),
    joining: hit('joining', 0.3),
    erasing: hit('erasing', 0.25),
    replacing: hit('replacing', 0.15),
  };
}
