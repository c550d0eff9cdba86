/** A card reader on which people of the world lay cards and pull them away. */
import { absentReader } from '../../drivers/absent.js';
import type { BadTap, Reader, Tap } from '../../drivers/reader/types.js';
import { listeners } from '../../drivers/transport/listeners.js';

export interface TapReader extends Reader {
  tap(tap: Tap): void;
  badTap(bad: BadTap): void;
}

export function createTapReader(): TapReader {
  const taps = listeners<[Tap]>();
  const badTaps = listeners<[BadTap]>();
  return {
    ...absentReader,
    status: () => ({ state: 'ready' }),
    onTap: taps.add,
    onBadTap: badTaps.add,
    tap: taps.call,
    badTap: badTaps.call,
  };
}
