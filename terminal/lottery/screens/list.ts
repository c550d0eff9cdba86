/** Lotteries, and making one. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { openNewLottery } from '../commands.js';
import { entryCount, type Lottery, lotteries, lotteryCount } from '../queries.js';
import { createLotteryScreen, type Tell } from './one.js';

const DAY_MS = 24 * 3600_000;

/** `tell`: who hears of a commitment. */
export function createLotteryList(app: App, tell: Tell, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Lottery>({
    name: 'lottery.list',
    help: 'lottery.list.help',
    path,
    empty: 'lottery.list.empty',
    page: (offset, limit) => ({ rows: lotteries(state, offset, limit), total: lotteryCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (lottery, { t, size }) =>
      cells([
        [[span(t(`lottery.state.${lottery.state}`), isOver(lottery) ? 'dim' : 'good')], 7],
        [lottery.title, Math.max(4, size.columns - 24)],
        [t('lottery.entries', { count: entryCount(state, lottery.id) }), -12],
      ]),
    open: ({ id }, { nav }) => nav.push(createLotteryScreen(app, id, tell)),
    key: (key, _row, { nav }) => (key.name === '2' ? nav.push(createLotteryForm(app)) : 'unused'),
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('lottery.new'), right: 'votes.run' },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

const isOver = ({ state }: Lottery): boolean => state === 'drawn' || state === 'cancelled';

const PRIZE = { kind: 'text', label: 'lottery.prize', limit: 30 } as const;
const COUNT = { kind: 'number', label: 'lottery.count', initial: 1, min: 1, max: 1000 } as const;

function createLotteryForm(app: App): Screen {
  return createFormScreen({
    name: 'lottery.new',
    help: 'lottery.new.help',
    fields: {
      title: { kind: 'text', label: 'lottery.title', required: true, limit: 30 },
      first: { ...PRIZE, required: true },
      firsts: COUNT,
      second: PRIZE,
      seconds: COUNT,
      third: PRIZE,
      thirds: COUNT,
      days: { kind: 'number', label: 'lottery.days', required: true, initial: 7, min: 1, max: 90 },
    },
    async submit({ title, first, firsts, second, seconds, third, thirds, days }, { nav, t, clock }) {
      const prizes = [
        { name: first, count: firsts ?? 1 },
        { name: second, count: seconds ?? 1 },
        { name: third, count: thirds ?? 1 },
      ];
      const now = clock.now();
      const wanted = { id: app.kernel.ids.next(), title, prizes, closes: now + days * DAY_MS, now };
      await app.kernel.transact(STAFF, (state) => openNewLottery(state, wanted));
      nav.notice(t('lottery.opened'), 'good');
      nav.pop();
    },
  });
}
