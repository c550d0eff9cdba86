/** A card that nobody has yet: with one key it becomes somebody's. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, span } from '../../ui/lines.js';
import type { Nav, Screen, Translate } from '../../ui/types.js';
import { issueCard, type LaidCard } from '../commands.js';
import { kindWords, numberWords } from './words.js';

export const UNKNOWN_CARD = 'cards.unknown';

export interface UnknownCardScreen extends Screen {
  /** Makes it about this card. */
  hold(card: LaidCard): void;
}

export function createUnknownCard(app: App, go: Go): UnknownCardScreen {
  let card: LaidCard = { uid: '', kind: '', random: false };
  return {
    hold(next) {
      card = next;
    },
    name: UNKNOWN_CARD,
    help: 'cards.unknown.help',
    view: ({ t }) => ({
      body: [
        line(t(card.memberCode === undefined ? 'cards.unknown.why' : 'cards.unknown.foreign'), 'warning'),
        [span(`${kindWords(card.uid, t)} `, 'dim'), span(numberWords(card.uid), 'strong')],
        EMPTY,
        [span(' 1', 'key'), span(` ${t('cards.unknown.known')}`)],
        [span(' 2', 'key'), span(` ${t('cards.unknown.new')}`)],
      ],
      hints: [
        { key: '1', label: t('cards.unknown.known') },
        { key: '2', label: t('cards.unknown.new') },
        { key: 'cancel', label: t('ui.hint.back') },
      ],
    }),
    key(key, { nav, t }) {
      if (key.name !== '1' && key.name !== '2') return 'unused';
      const to = wayOf(app, go, card, t);
      nav.pop();
      return key.name === '1' ? go.whichCustomer(nav, to) : go.register(nav, undefined, to);
    },
  };
}

/** Issues it to whoever is chosen or registered, and shows whom. */
function wayOf(app: App, go: Go, card: LaidCard, t: Translate) {
  return async (nav: Nav, no: number): Promise<void> => {
    const { kernel } = app;
    const customer = customerByNo(kernel.state, no);
    if (!customer) return;
    const text = t('cards.unknown.question', { name: customer.name, number: numberWords(card.uid) });
    if (!(await nav.confirm({ title: t('cards.issue'), text }))) return;
    try {
      await kernel.transact(STAFF, (state) => issueCard(state, card, customer.id));
      nav.pop();
      go.customer(nav, no);
      nav.notice(t('cards.issued'), 'good');
    } catch (error) {
      await nav.failed(error);
    }
  };
}
