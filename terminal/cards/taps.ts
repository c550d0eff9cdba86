/** Taps go to the screen that waits for one, as long as it is the one that people look at, or else to the terminal's own handler. */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Reader, Tap } from '../../drivers/reader/types.js';

export interface Taps {
  /** The screen of this name gets the taps while it is on top, until the claim is released. */
  claim(screen: string, take: (tap: Tap) => void): Unsubscribe;
  /** `top` tells the screen that people look at. */
  start(top: () => string, otherwise: (tap: Tap) => void): void;
  stop(): void;
}

export function createTaps(reader: Reader): Taps {
  const claims: Array<{ readonly screen: string; readonly take: (tap: Tap) => void }> = [];
  let unsubscribe: Unsubscribe | undefined;
  return {
    claim(screen, take) {
      const claim = { screen, take };
      claims.push(claim);
      return () => {
        const index = claims.indexOf(claim);
        if (index >= 0) claims.splice(index, 1);
      };
    },
    start(top, otherwise) {
      unsubscribe = reader.onTap((tap) => {
        const claim = claims.findLast(({ screen }) => screen === top());
        (claim?.take ?? otherwise)(tap);
      });
    },
    stop: () => unsubscribe?.(),
  };
}
