/** Cards that are laid down, stripes that are swiped and codes that are scanned where no screen waits for them. */
import type { App } from './app.js';
import type { Greeting } from './calls/screens/greeting.js';
import { cardOfPlainCode, cardOfScan, type LaidCard, lookUp, meetCard } from './cards/index.js';
import { productByBarcode } from './catalog/index.js';
import { customerByNo } from './customers/index.js';
import type { Go } from './go.js';
import { isTerminalLocked } from './owner/index.js';
import type { Format, Nav, Translate } from './ui/types.js';

export interface Meeting {
  /** A card opens its customer. */
  met(card: LaidCard, nav: Nav): Promise<void>;
  /** A stripe, a member's code, or a product's. */
  scanned(code: string, nav: Nav): Promise<void>;
}

export interface MeetingParts {
  readonly app: App;
  readonly go: Go;
  readonly greeting: Greeting;
  readonly t: Translate;
  readonly format: Format;
}

export function createMeeting({ app, go, greeting, t, format }: MeetingParts): Meeting {
  const { state } = app.kernel;

  async function met(card: LaidCard, nav: Nav): Promise<void> {
    if (app.door.state() === 'locked' || isTerminalLocked(state)) return;
    const holder = await meetCard(app, go, card, { nav, t, format });
    if (holder === undefined) return;
    greeting.member(customerByNo(state, holder)?.name ?? '');
    go.customer(nav, holder);
  }

  return {
    met,
    async scanned(code, nav) {
      const card = cardOfScan(code);
      const product = card ? undefined : productByBarcode(state, code);
      const member = card ?? (product ? undefined : cardOfPlainCode(code));
      if (member && (card || lookUp(state, member).as !== 'unknown')) return met(member, nav);
      nav.notice(product ? `${product.name} ${format.money(product.price)}` : t('home.scan-unknown'));
    },
  };
}
