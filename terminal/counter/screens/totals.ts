/** Today's figures: what was sold and given back, and how much cash the drawer should hold more than this morning. */
import type { App } from '../../app.js';
import { startOfDay } from '../../messaging/index.js';
import { EMPTY, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { type DayTotals, dayTotals } from '../queries.js';

/** Rows that the whole of it takes. */
const ROWS_FOR_ALL = 13;

export function createTotalsScreen(app: App, path?: string): Screen {
  return {
    name: 'counter.totals',
    help: 'counter.totals.help',
    ...(path === undefined ? {} : { path }),
    view: (context) => ({
      body: bodyOf(app, context),
      hints: [{ key: 'cancel', label: context.t('ui.hint.back') }],
    }),
    key: () => 'unused',
  };
}

type Row = (label: string, fen: number, count?: number) => Line;

/** On a small screen what came less what went. */
function depositRows({ deposits }: DayTotals, row: Row, rows: number): Line[] {
  const { taken, given, count } = deposits;
  const net = row('counter.totals.deposits-net', taken - given, count);
  if (rows < ROWS_FOR_ALL) return [net];
  return [
    row('counter.totals.deposits', taken, count),
    row('counter.totals.deposits-back', -given),
    row('counter.totals.deposits-kept', deposits.kept),
    EMPTY,
  ];
}

function bodyOf(app: App, { t, format, size, clock }: ScreenContext): Line[] {
  const totals = dayTotals(app.kernel.state, startOfDay(clock.now(), app.timezone));
  const row: Row = (label, fen, count) =>
    pair(
      count === undefined ? `  ${t(label)}` : `${t(label)}  ${t('counter.count', { count })}`,
      [span(format.money(fen), 'money')],
      size.columns,
    );
  return [
    row('counter.totals.sales', totals.sales.amount, totals.sales.count),
    row('counter.by-cash', totals.salesCash),
    row('counter.pay.stored', totals.salesStored),
    row('counter.by-points', totals.salesPoints),
    row('counter.totals.refunds', -totals.refunds.amount, totals.refunds.count),
    row('counter.by-cash', -totals.refundsCash),
    row('counter.totals.recharges', totals.rechargesTaken, totals.recharges),
    row('counter.totals.recharges-back', -totals.rechargesGiven),
    ...depositRows(totals, row, size.rows),
    pair(
      [span(t('counter.totals.drawer'), 'strong')],
      [span(format.money(totals.cash), 'money')],
      size.columns,
    ),
  ];
}
