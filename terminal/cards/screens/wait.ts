/** Waiting for a card on a screen: the next one that is laid down, swiped or scanned there. */
import type { Tap } from '../../../drivers/reader/types.js';
import type { App } from '../../app.js';
import { productByBarcode } from '../../catalog/index.js';
import type { Outcome, Scan, ScreenContext } from '../../ui/types.js';
import type { LaidCard } from '../commands.js';
import { proved } from '../prove.js';
import { cardOfPlainCode, cardOfScan } from '../scan.js';

export interface CardWait {
  /** Until a card comes or `end`; a new wait takes the place of the one before. */
  begin(context: ScreenContext, take: (card: LaidCard) => Promise<void>): void;
  end(): void;
  waiting(): boolean;
  /** For the screen's own `scan`. */
  scan(scan: Scan, context: ScreenContext): Outcome | Promise<Outcome>;
}

/** `screen`: its name; it gets the taps while it is on top. */
export function createCardWait(app: App, screen: string): CardWait {
  let release: (() => void) | undefined;
  let take: ((card: LaidCard) => Promise<void>) | undefined;

  function end(): void {
    release?.();
    release = undefined;
    take = undefined;
  }

  async function took(card: LaidCard, context: ScreenContext): Promise<void> {
    const taker = take;
    end();
    try {
      await taker?.(await proved(app.kernel, app.prover, card));
    } catch (error) {
      await context.nav.failed(error);
    }
    context.nav.refresh();
  }

  return {
    begin(context, taker) {
      end();
      take = taker;
      release = app.taps.claim(screen, (tap: Tap) => void took(tap, context));
    },
    end,
    waiting: () => take !== undefined,
    scan({ code }, context) {
      if (!take) return 'unused';
      const isGoods = productByBarcode(app.kernel.state, code) !== undefined;
      const card = cardOfScan(code) ?? (isGoods ? undefined : cardOfPlainCode(code));
      return card ? took(card, context) : 'unused';
    },
  };
}
