/** A customer's recharges at this till; OK takes one back. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { cells, pair, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type Recharge, rechargeCount, rechargesOf } from '../queries.js';

export function createRechargesScreen(app: App, go: Go, no: number): Screen {
  const { state } = app.kernel;
  return createListScreen<Recharge>({
    name: 'prepaid.recharges',
    help: 'prepaid.recharges.help',
    empty: 'prepaid.recharges.empty',
    page: (offset, limit) => ({
      rows: rechargesOf(state, no, offset, limit),
      total: rechargeCount(state, no),
    }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: ({ number, at, amount, bonus, amountLeft }, { t, format, size }) => {
      const row = cells([
        [number, 14],
        [format.date(at), 5],
      ]);
      const back =
        amountLeft === amount ? '' : ` ${t('prepaid.recharges.left', { left: format.amount(amountLeft) })}`;
      const money = `${format.amount(amount)}${bonus > 0 ? `+${format.amount(bonus)}` : ''}`;
      return pair([...row, span(back, 'warning')], [span(money, 'money')], size.columns - 3);
    },
    open: ({ number }, { nav }) => go.takeBack(nav, number),
  });
}
