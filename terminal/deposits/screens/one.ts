/** One deposit and what became of it; from here it is given back, kept, and either of them undone. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { cells, pair, span, styled } from '../../ui/lines.js';
import type { Key, Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { planReversal, reverseMove } from '../commands.js';
import { type Deposit, depositBy, type Move, movesOf } from '../queries.js';
import { createGiveBackForm, createKeepForm } from './moves.js';

export function createDepositScreen(app: App, go: Go, number: string): Screen {
  const { kernel } = app;
  const known = (): Deposit | undefined => depositBy(kernel.state, number);

  function act({ name }: Key, move: Move | undefined, context: ScreenContext) {
    const { nav } = context;
    const deposit = known();
    if (!deposit) return 'unused';
    const moves = deposit.held > 0 ? { '1': createGiveBackForm, '2': createKeepForm } : undefined;
    switch (name) {
      case '1':
      case '2':
        return moves ? nav.push(moves[name](app, number)) : nav.message(context.t('deposits.none-left'));
      case '3':
        return undo(app, move, context);
      case '4':
        return go.customer(nav, deposit.customer);
      default:
        return 'unused';
    }
  }

  return createListScreen<Move>({
    name: 'deposits.one',
    help: 'deposits.one.help',
    empty: 'deposits.one.empty',
    page: (offset, limit) => {
      const all = movesOf(kernel.state, known()?.no ?? 0);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: kernel.onCommit, same: (one, other) => one.no === other.no },
    title: ({ t, size }) => pair([span(t('deposits.one'), 'title')], number, size.columns - 8),
    head: (context) => headOf(known(), context),
    row: moveRow,
    key: act,
    hints: ({ t }, move) => [
      { key: '1', label: t('deposits.give-back'), right: 'deposits.return' },
      { key: '2', label: t('deposits.keep'), right: 'deposits.keep' },
      ...(move ? [{ key: '3', label: t('deposits.reverse'), right: 'deposits.keep' } as const] : []),
      { key: '4', label: t('profile.card'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function headOf(deposit: Deposit | undefined, { t, format, size, clock }: ScreenContext): Line {
  if (!deposit) return [];
  const { name, what, amount, held, at } = deposit;
  return pair(
    [
      span(`${format.date(at, clock.now())} `, 'dim'),
      span(`${name} `, 'strong'),
      span(`${what} ${format.amount(amount)}`),
    ],
    [span(`${t('deposits.held')} `), span(format.money(held), 'money')],
    size.columns,
  );
}

function moveRow({ at, kind, change, why, undone }: Move, { t, format, size }: ScreenContext): Line {
  const row = cells([
    [format.date(at), 6],
    [t(`deposits.${kind}`), 6],
    [undone === 1 ? t('deposits.undone') : why, size.columns - 28],
  ]);
  const signed = `${change > 0 ? '+' : ''}${format.amount(change)}`;
  const all = pair(row, [span(signed, 'money')], size.columns - 3);
  return undone === 1 ? styled(all, 'dim') : all;
}

async function undo(app: App, move: Move | undefined, { nav, t, format }: ScreenContext): Promise<void> {
  const { kernel, clock, terminal } = app;
  if (!move) return nav.message(t('deposits.reverse.none'));
  const { id, change, cash } = planReversal(kernel.state, move.id);
  const text = [
    `${t(`deposits.${move.kind}`)} ${move.number}`,
    t('deposits.reverse.held', { amount: format.money(-change) }),
    ...(cash === 0 ? [] : [t('deposits.reverse.cash', { cash: format.money(-cash) })]),
  ].join('\n');
  if (!(await nav.confirm({ title: t('deposits.reverse.confirm'), text, style: 'warning' }))) return;
  const now = clock.now();
  const wanted = {
    ...{ move: kernel.ids.next(), job: kernel.ids.next(), of: id, now, terminal },
    time: format.fullTime(now),
  };
  const { left } = await kernel.transact(STAFF, (state) => reverseMove(state, wanted));
  nav.notice(t('deposits.reverse.done', { left: format.money(left) }), 'good');
}
