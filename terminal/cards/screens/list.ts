/** A customer's cards, and what becomes of them: issued, lost, found, replaced, retired. */
import { toHex } from '../../../protocol/card/bytes.js';
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { cells, line, pair, span } from '../../ui/lines.js';
import type { Key, Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { issueCard, markCard, replaceCard, type WantedMark } from '../commands.js';
import { printCode } from '../print-code.js';
import { type Card, cardsOf } from '../queries.js';
import { createCardWait } from './wait.js';
import { kindWords, numberWords, stateWords } from './words.js';

const CARDS = 'cards.list';
/** Of chance alone, so that nobody guesses another's. */
const CODE_BYTES = 10;

export function createCardList(app: App, no: number): Screen {
  const { kernel, stamps } = app;
  const { state } = kernel;
  const wait = createCardWait(app, CARDS);
  let waitsFor = 'cards.lay';
  let entered = false;

  function issue(context: ScreenContext): void {
    waitsFor = 'cards.lay';
    wait.begin(context, async (card) => {
      const id = customerByNo(state, no)?.id ?? '';
      await kernel.transact(STAFF, (now) => issueCard(now, card, id));
      context.nav.notice(context.t('cards.issued'), 'good');
    });
  }

  async function paper({ nav, t, format }: ScreenContext): Promise<void> {
    const customer = customerByNo(state, no);
    if (!customer || !(await nav.confirm(t('cards.paper.question', { name: customer.name })))) return;
    const now = app.clock.now();
    const wanted = {
      ...{ customer: customer.id, job: kernel.ids.next(), code: toHex(app.random.bytes(CODE_BYTES)) },
      ...{ time: format.fullTime(now), terminal: app.terminal },
    };
    await kernel.transact(STAFF, (current) => printCode(current, wanted));
    nav.notice(t('cards.paper.printed'), 'good');
  }

  async function mark({ uid }: Card, next: WantedMark['state'], { nav, t }: ScreenContext): Promise<void> {
    const question = {
      title: t(`cards.mark.${next}`),
      text: t(`cards.mark.${next}.question`, { number: numberWords(uid) }),
    };
    if (!(await nav.confirm({ ...question, style: 'warning' }))) return;
    await kernel.transact(STAFF, (now) => markCard(now, { uid, state: next, stamp: stamps.next() }));
    nav.notice(t(`cards.marked.${next}`), 'good');
  }

  async function replace({ uid }: Card, context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const text = t('cards.replace.question', { number: numberWords(uid) });
    if (!(await nav.confirm({ title: t('cards.replace'), text, style: 'warning' }))) return;
    waitsFor = 'cards.replace.lay';
    wait.begin(context, async (card) => {
      await kernel.transact(STAFF, (now) => replaceCard(now, { old: uid, card, stamp: stamps.next() }));
      nav.notice(t('cards.replaced'), 'good');
    });
    nav.refresh();
  }

  function act(key: Key, card: Card | undefined, context: ScreenContext): Outcome | Promise<Outcome> {
    if (key.name === '1') return issue(context);
    if (key.name === '6') return paper(context);
    if (!card) return 'unused';
    switch (key.name) {
      case '2':
        return mark(card, 'lost', context);
      case '3':
        return mark(card, 'valid', context);
      case '4':
        return replace(card, context);
      case '5':
        return mark(card, 'retired', context);
      default:
        return 'unused';
    }
  }

  const list = createListScreen<Card>({
    name: CARDS,
    help: 'cards.list.help',
    empty: 'cards.list.empty',
    page(offset, limit) {
      const all = cardsOf(state, no);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: kernel.onCommit, same: (one, other) => one.uid === other.uid },
    title: ({ t, size }) =>
      pair([span(t(CARDS), 'title')], customerByNo(state, no)?.name ?? '', size.columns - 8),
    row,
    totals: ({ t }) => (wait.waiting() ? line(t(waitsFor), 'marked') : []),
    key: act,
    hints: ({ t }) => [
      { key: '1', label: t('cards.issue') },
      { key: '2', label: t('cards.mark.lost'), right: 'cards.issue' },
      { key: '3', label: t('cards.mark.valid') },
      { key: '4', label: t('cards.replace'), right: 'cards.issue' },
      { key: '5', label: t('cards.mark.retired'), more: true },
      { key: '6', label: t('cards.paper'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return {
    ...list,
    /** Who comes here mostly brings a blank card. */
    enter(context) {
      if (!entered) issue(context);
      entered = true;
      return list.enter?.(context);
    },
    scan: wait.scan,
    closed() {
      wait.end();
      list.closed?.();
    },
  };
}

function row(card: Card, { t, format, size }: ScreenContext): Line {
  const words = cells([
    [kindWords(card.uid, t), 6],
    [numberWords(card.uid), 15],
  ]);
  const state = [
    span(stateWords(card, t), card.state === 'valid' ? 'good' : card.state === 'lost' ? 'warning' : 'dim'),
    span(` ${format.date(card.since)}`, 'dim'),
  ];
  return pair(words, state, size.columns - 3);
}
