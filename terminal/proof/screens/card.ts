/** The customer's card is laid down for a payment. */
import type { App } from '../../app.js';
import { createCardWait } from '../../cards/index.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { proveByCard, type WantedPass } from '../commands.js';

const CARD = 'proof.card';

export interface WantedCard {
  readonly wanted: () => WantedPass;
  /** Translated: what it is for. */
  readonly why: string;
  readonly next: (context: ScreenContext) => Promise<void>;
}

export function createCardScreen(app: App, { wanted, why, next }: WantedCard): Screen {
  const wait = createCardWait(app, CARD);

  function listen(context: ScreenContext): void {
    wait.begin(context, async ({ uid, proven }) => {
      try {
        await app.kernel.transact(STAFF, (state) =>
          proveByCard(state, { ...wanted(), uid, ...(proven !== undefined && { proven }) }),
        );
      } catch (error) {
        listen(context);
        throw error;
      }
      context.nav.pop();
      await next(context);
    });
  }

  return {
    name: CARD,
    help: 'proof.card.help',
    enter(context) {
      if (!wait.waiting()) listen(context);
    },
    view: ({ t }) => ({
      body: [line(why, 'strong'), EMPTY, line(t('proof.card.lay'), 'marked')],
      hints: [{ key: 'cancel', label: t('ui.hint.back') }],
    }),
    key: () => 'unused',
    scan: wait.scan,
    closed: wait.end,
  };
}
