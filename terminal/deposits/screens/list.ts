/** Deposits: of one customer, or who has what in the whole shop and for how long. OK opens one. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { depositOf, depositsHeld } from '../../ledger/index.js';
import { cells, pair, span, styled } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type Deposit, depositSumsOf, depositsOf, openDeposits, openSums } from '../queries.js';
import { orphans } from '../take-over.js';
import { createDepositScreen } from './one.js';
import { startTaking } from './take.js';
import { startTakingOver } from './take-over.js';

const DAY_MS = 24 * 3600_000;

/** Everything that is held. */
export function createOpenDepositsScreen(app: App, go: Go, path?: string): Screen {
  const { kernel } = app;
  const { state } = kernel;
  return createListScreen<Deposit>({
    name: 'deposits.list',
    help: 'deposits.list.help',
    ...(path === undefined ? {} : { path }),
    empty: 'deposits.list.empty',
    page: (offset, limit) => ({ rows: openDeposits(state, offset, limit), total: openSums(state).count }),
    live: { onChange: kernel.onCommit, same: (one, other) => one.no === other.no },
    head: (context) => sums(openSums(state), depositsHeld(state), context),
    row: (deposit, context) => shopRow(deposit, context),
    open: ({ number }, { nav }) => nav.push(createDepositScreen(app, go, number)),
    key: ({ name }, _row, context) => {
      if (name === '1') return chooseAndTake(app, go, context);
      return name === '2' ? startTakingOver(app, context) : 'unused';
    },
    hints: (context, row) => {
      const over = { key: '2', label: context.t('deposits.take-over'), right: 'deposits.keep' } as const;
      return [...(orphans(state, 1).length > 0 ? [over] : []), ...hints(context, row)];
    },
  });
}

/** One customer's, by row number. */
export function createDepositsScreen(app: App, go: Go, no: number): Screen {
  const { kernel } = app;
  const { state } = kernel;
  return createListScreen<Deposit>({
    name: 'deposits.of',
    help: 'deposits.of.help',
    empty: 'deposits.of.empty',
    page: (offset, limit) => ({
      rows: depositsOf(state, no, offset, limit),
      total: depositSumsOf(state, no).count,
    }),
    live: { onChange: kernel.onCommit, same: (one, other) => one.no === other.no },
    title: ({ t, size }) =>
      pair([span(t('deposits.of'), 'title')], customerByNo(state, no)?.name ?? '', size.columns - 8),
    head: (context) => sums(depositSumsOf(state, no), depositOf(state, no), context),
    row: ownRow,
    open: ({ number }, { nav }) => nav.push(createDepositScreen(app, go, number)),
    key: ({ name }, _row, context) => (name === '1' ? startTaking(app, no, context) : 'unused'),
    hints,
  });
}

function chooseAndTake(app: App, go: Go, context: ScreenContext): void {
  go.whichCustomer(context.nav, (own, no) => {
    own.pop();
    return startTaking(app, no, context);
  });
}

const hints = ({ t }: ScreenContext, row: Deposit | undefined) => [
  { key: '1', label: t('deposits.take'), right: 'deposits.take' } as const,
  ...(row ? [{ key: 'ok', label: t('ui.hint.open') } as const] : []),
  { key: 'cancel', label: t('ui.hint.back') } as const,
];

/** What this till holds, and what the others do. */
function sums(
  { open, held }: { readonly open: number; readonly held: number },
  everywhere: number,
  { t, format, size }: ScreenContext,
): Line {
  const elsewhere =
    everywhere === held ? '' : t('deposits.elsewhere', { held: format.amount(everywhere - held) });
  return pair(
    [span(t('deposits.sum', { count: open, held: format.money(held) }), 'strong')],
    [span(elsewhere, 'dim')],
    size.columns,
  );
}

const days = (at: number, { t, clock }: ScreenContext): string =>
  t('deposits.days', { days: Math.max(0, Math.floor((clock.now() - at) / DAY_MS)) });

function shopRow({ name, what, held, at }: Deposit, context: ScreenContext): Line {
  const { format, size } = context;
  const wide = size.columns - 21;
  const row = cells([
    [name, Math.floor(wide / 2)],
    [what, Math.ceil(wide / 2)],
    [days(at, context), -5],
  ]);
  return pair(row, [span(format.amount(held), 'money')], size.columns - 3);
}

function ownRow({ what, amount, held, at }: Deposit, context: ScreenContext): Line {
  const { t, format, size } = context;
  const row = cells([
    [format.date(at), 6],
    [what, size.columns - 27],
    [held > 0 ? days(at, context) : t('deposits.closed'), -6],
  ]);
  const all = pair(row, [span(format.amount(held > 0 ? held : amount), 'money')], size.columns - 3);
  return held > 0 ? all : styled(all, 'dim');
}
