/** The home screen: what needs attention, today's figures, and the way to everything by a digit. */
import type { App } from '../app.js';
import { requestedCount } from '../appointments/index.js';
import { backupTrouble } from '../backup/index.js';
import { missedCount } from '../calls/index.js';
import { salesSince } from '../counter/index.js';
import { dueFollowupCount } from '../followups/index.js';
import type { Go } from '../go.js';
import { startOfDay, unreadCount } from '../messaging/index.js';
import { waitingReceipts } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import { beside, box, line, pair, span } from '../ui/lines.js';
import type { Hint, Line, Nav, Screen, ScreenContext } from '../ui/types.js';
import { type MenuRow, menuKey, menuRows } from '../ui/widgets/menu.js';
import { AT_START, within } from '../ui/widgets/window.js';
import { openMattersCount } from './engagement.js';
import { recentBoxes } from './recent.js';

interface Item {
  readonly name: string;
  readonly note?: (context: ScreenContext) => string;
  readonly open: (nav: Nav, path: string) => void;
}

export const HOME = 'home.home';

export function createHomeScreen(app: App, go: Go): Screen {
  const items = itemsOf(app, go);
  let window = AT_START;

  function rows(context: ScreenContext): MenuRow[] {
    return items.map(({ name, note }) => {
      const words = note?.(context) ?? '';
      const label = context.t(`home.${name}`);
      const muted = !context.admits(`home.${name}`);
      return words === '' ? { label, muted } : { label, muted, note: words, noteStyle: 'warning' };
    });
  }

  return {
    name: HOME,
    help: 'home.help',
    view: (context) => ({
      ...(isWide(context) && { title: titleOf(app, context) }),
      body: isWide(context)
        ? wide(app, rows(context), window, context)
        : narrow(rows(context), window, context),
      hints: hintsOf(context),
    }),
    key(key, context) {
      if (key.name === '*') return go.people(context.nav);
      const move = menuKey(window, key, items.length, items.length);
      if (move === undefined) return 'unused';
      if ('window' in move) {
        window = move.window;
        return undefined;
      }
      window = within({ ...window, marked: move.chosen }, items.length, items.length);
      return items[move.chosen]?.open(context.nav, String(move.chosen + 1));
    },
  };
}

function itemsOf(app: App, go: Go): Item[] {
  const { state } = app.kernel;
  const counted = (key: string, count: () => number) => (context: ScreenContext) =>
    count() === 0 ? '' : context.t(key, { count: count() });
  return [
    {
      name: 'calls',
      note: counted('home.missed', () => missedCount(state)),
      open: (nav) => go.callDesk(nav),
    },
    { name: 'sale', open: (nav) => go.sale(nav) },
    { name: 'customers', open: (nav, path) => go.customers(nav, path) },
    {
      name: 'texts',
      note: counted('home.unread', () => unreadCount(state)),
      open: (nav, path) => go.texts(nav, path),
    },
    {
      name: 'receipts',
      note: counted('home.waiting', () => waitingReceipts(state)),
      open: (nav, path) => go.receipts(nav, path),
    },
    { name: 'catalog', open: (nav, path) => go.catalog(nav, path) },
    {
      name: 'office',
      note: counted('home.unsent', () => app.sync.status().unsent),
      open: (nav, path) => go.office(nav, path),
    },
    {
      name: 'devices',
      note: (context) => backupWords(app, context),
      open: (nav, path) => go.devices(nav, path),
    },
    {
      name: 'engagement',
      note: counted('home.open', () => openMattersCount(state)),
      open: (nav, path) => go.engagement(nav, path),
    },
    { name: 'money', open: (nav, path) => go.money(nav, path) },
  ];
}

/** The daily backup, when it is wanted and not there. */
function backupWords({ backups, kernel }: App, { t, clock }: Pick<ScreenContext, 't' | 'clock'>): string {
  const trouble = backups.daily ? backupTrouble(kernel.state, clock.now()) : undefined;
  return trouble === undefined ? '' : t(`backup.trouble.${trouble}`);
}

function isWide({ profile }: ScreenContext): boolean {
  return profile.columns >= 80;
}

/** The wide status row is full of devices: whose terminal this is stands below it. */
function titleOf(app: App, { t, size }: ScreenContext): Line {
  const place = `${shopOf(app.kernel.state).name} ${app.terminal}`.trim();
  return pair([span(t(HOME), 'title')], [span(place, 'strong')], size.columns);
}

function narrow(rows: readonly MenuRow[], window: typeof AT_START, { size }: ScreenContext): Line[] {
  return menuRows(rows, window, size);
}

function wide(app: App, rows: readonly MenuRow[], window: typeof AT_START, context: ScreenContext): Line[] {
  const { t, size } = context;
  const left = size.columns / 2;
  const menu = menuRows(rows, window, { columns: left - 4, rows: rows.length });
  const right = [
    ...box(`${t('home.todo')}`, todoLines(app, context, left - 4), left, 8),
    ...box(`${t('home.today')}`, todayLines(app, context, left - 4), left, 4),
  ];
  const upper = beside(box(t('home.menu'), menu, left, rows.length + 2), left, right);
  return [...upper, ...recentBoxes(app, size.rows - upper.length, context)];
}

function todoLines(app: App, { t, clock }: ScreenContext, width: number): Line[] {
  const { state } = app.kernel;
  const counts: ReadonlyArray<readonly [string, number]> = [
    ['home.todo.calls', missedCount(state)],
    ['home.todo.texts', unreadCount(state)],
    ['home.todo.receipts', waitingReceipts(state)],
    ['home.todo.followups', dueFollowupCount(state, clock.now())],
    ['home.todo.appointments', requestedCount(state)],
  ];
  const open = counts.filter(([, count]) => count > 0);
  if (open.length === 0) return [line(t('home.todo.none'), 'good')];
  return open.map(([key, count]) => pair(t(key), [span(String(count), 'warning')], width));
}

function todayLines(app: App, { t, format, clock }: ScreenContext, width: number): Line[] {
  const { count, amount } = salesSince(app.kernel.state, startOfDay(clock.now(), app.timezone));
  return [
    pair(
      [span(`${t('home.sales')} `), span(format.money(amount), 'money')],
      t('home.count', { count }),
      width,
    ),
  ];
}

function hintsOf({ t, profile }: ScreenContext): Hint[] {
  const hints: Hint[] = [
    { key: 'f1', label: t('home.f1') },
    { key: 'f2', label: t('home.f2') },
    { key: 'f3', label: t('home.f3') },
    { key: '*', label: t('home.staff') },
  ];
  if (profile.letters) hints.push({ key: 'f5', label: t('home.texts') });
  return hints;
}
