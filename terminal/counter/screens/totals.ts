/** A day's figures, today's first: what was sold and given back, and how much cash the drawer should hold more than that morning. */
import type { App } from '../../app.js';
import { startOfDay } from '../../messaging/index.js';
import { EMPTY, pair, span } from '../../ui/lines.js';
import type { Hint, Line, Screen, ScreenContext } from '../../ui/types.js';
import { type DayTotals, dayTotals } from '../queries.js';

/** Rows that the whole of it takes. */
const ROWS_FOR_ALL = 14;

export function createTotalsScreen(app: App, path?: string): Screen {
  /** Days before today. */
  let back = 0;
  const move = (to: number, { nav }: ScreenContext): void => {
    back = Math.max(0, to);
    nav.refresh();
  };
  return {
    name: 'counter.totals',
    help: 'counter.totals.help',
    ...(path === undefined ? {} : { path }),
    view: (context) => ({
      body: bodyOf(app, back, context),
      hints: hintsOf(back, context),
    }),
    key(key, context) {
      if (key.name === '4' || key.name === 'left') return move(back + 1, context);
      return key.name === '6' || key.name === 'right' ? move(back - 1, context) : 'unused';
    },
  };
}

function hintsOf(back: number, { t }: ScreenContext): Hint[] {
  const before: Hint = { key: '4', label: t('counter.totals.before') };
  const after: Hint = { key: '6', label: t('counter.totals.after') };
  const leave: Hint = { key: 'cancel', label: t('ui.hint.back') };
  return back === 0 ? [before, leave] : [before, after, leave];
}

type Row = (label: string, fen: number, count?: number) => Line;

/** On a small screen what came less what went. */
function restRows(totals: DayTotals, row: Row, rows: number): Line[] {
  const { recharges, rechargesTaken, rechargesGiven, deposits } = totals;
  const { taken, given, count } = deposits;
  if (rows < ROWS_FOR_ALL)
    return [
      row('counter.totals.recharges-net', rechargesTaken - rechargesGiven, recharges),
      row('counter.totals.deposits-net', taken - given, count),
    ];
  return [
    row('counter.totals.recharges', rechargesTaken, recharges),
    row('counter.totals.recharges-back', -rechargesGiven),
    row('counter.totals.deposits', taken, count),
    row('counter.totals.deposits-back', -given),
    row('counter.totals.deposits-kept', deposits.kept),
    EMPTY,
  ];
}

function bodyOf(app: App, back: number, { t, format, size, clock }: ScreenContext): Line[] {
  const midnight = (days: number): number => startOfDay(clock.now(), app.timezone, days - back);
  const totals = dayTotals(app.kernel.state, midnight(0), midnight(1));
  const row: Row = (label, fen, count) =>
    pair(
      count === undefined ? `  ${t(label)}` : `${t(label)}  ${t('counter.count', { count })}`,
      [span(format.money(fen), 'money')],
      size.columns,
    );
  const day = `${format.date(midnight(0), clock.now())} ${format.weekday(midnight(0))}`;
  return [
    pair([span(day, 'title')], back === 0 ? t('counter.totals.today') : '', size.columns),
    row('counter.totals.sales', totals.sales.amount, totals.sales.count),
    row('counter.by-cash', totals.salesCash),
    row('counter.pay.stored', totals.salesStored),
    row('counter.by-points', totals.salesPoints),
    row('counter.totals.refunds', -totals.refunds.amount, totals.refunds.count),
    row('counter.by-cash', -totals.refundsCash),
    ...restRows(totals, row, size.rows),
    pair(
      [span(t('counter.totals.drawer'), 'strong')],
      [span(format.money(totals.cash), 'money')],
      size.columns,
    ),
  ];
}
