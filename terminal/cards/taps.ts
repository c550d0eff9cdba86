/** Taps go to the screen that waits for one, or else to the terminal's own handler. */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Reader, Tap } from '../../drivers/reader/types.js';

export interface Taps {
  /** The newest claim gets the tap until it is released. */
  claim(take: (tap: Tap) => void): Unsubscribe;
  start(otherwise: (tap: Tap) => void): void;
  stop(): void;
}

export function createTaps(reader: Reader): Taps {
  const claims: Array<(tap: Tap) => void> = [];
  let unsubscribe: Unsubscribe | undefined;
  return {
    claim(take) {
      claims.push(take);
      return () => {
        const index = claims.lastIndexOf(take);
        if (index >= 0) claims.splice(index, 1);
      };
    },
    start(otherwise) {
      unsubscribe = reader.onTap((tap) => (claims.at(-1) ?? otherwise)(tap));
    },
    stop: () => unsubscribe?.(),
  };
}
