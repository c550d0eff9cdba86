/** Sales of this till: found by a part of the receipt's number, or by its code under the scanner; OK refunds. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { cells, pair, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type SaleLeft, saleBy, salesLeft, salesTotal } from '../queries.js';

/** What the code on a receipt says (receipt.ts): its number, and what was paid in fen. */
const CODE = /^zhanggui:sale:([^:]+):(\d+)$/;

/** Columns from which number, time, state and amount stand side by side. */
const WIDE = 60;

/** `customer`: only this customer's, by row number. */
export function createSalesScreen(app: App, go: Go, customer?: number, path?: string): Screen {
  const { state } = app.kernel;
  const list = createListScreen<SaleLeft>({
    name: 'counter.sales',
    help: 'counter.sales.help',
    ...(path === undefined ? {} : { path }),
    search: true,
    empty: 'counter.sales.empty',
    page: (offset, limit, query) => {
      const which = { query: query.trim(), ...(customer !== undefined && { customer }) };
      return { rows: salesLeft(state, { ...which, offset, limit }), total: salesTotal(state, which) };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: ({ number, at, amount, left }, { t, format, size }) => {
      const back =
        left.amount === amount ? '' : t(left.amount === 0 ? 'counter.sales.back' : 'counter.sales.partly');
      // On a small screen the hour makes room for what became of the sale.
      const isShort = back !== '' && size.columns < WIDE;
      const row = cells([[number, 15], isShort ? [format.date(at), 5] : [format.dateTime(at), 11]]);
      return pair(
        [...row, span(` ${back}`, 'warning')],
        [span(format.amount(amount), 'money')],
        size.columns - 1,
      );
    },
    open: ({ number }, { nav }) => go.refund(nav, number),
    hints: ({ t, profile }) => [
      { key: 'ok', label: t('counter.refund'), right: 'counter.refund' },
      ...(profile.letters ? [] : [{ key: '*', label: t('ui.hint.mode') } as const]),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return {
    ...list,
    scan({ code }, { nav, t }) {
      const [, number, amount] = CODE.exec(code) ?? [];
      if (number === undefined) return 'unused';
      const sale = saleBy(state, number);
      // A till that was put back from a backup gives some numbers a second time.
      if (sale && sale.amount !== Number(amount))
        return nav.message({ text: t('counter.sales.other'), style: 'warning' });
      return go.refund(nav, number);
    },
  };
}
