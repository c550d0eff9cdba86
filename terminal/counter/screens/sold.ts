/** After a sale: the change, large, until the next key. */
import type { Customer } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { EMPTY, line, pair, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import type { Sold } from '../commands.js';
import type { Quote } from '../quote.js';

export interface SoldFacts {
  readonly sold: Sold;
  readonly quoted: Quote;
  readonly tendered: number;
  readonly customer: Customer | undefined;
}

export function createSoldScreen(go: Go, facts: SoldFacts): Screen {
  const { sold, quoted, tendered, customer } = facts;
  const stored = quoted.principal + quoted.bonus;
  return {
    name: 'counter.done',
    help: 'counter.done.help',
    view: ({ t, format, size }) => ({
      body: [
        pair(t('counter.number', { number: sold.number }), customer?.name ?? '', size.columns),
        pair(t('counter.amount'), format.amount(quoted.due), size.columns),
        ...(stored > 0 ? [pair(t('counter.pay.stored'), format.amount(stored), size.columns)] : []),
        ...(quoted.worth > 0
          ? [pair(t('counter.by-points'), format.amount(quoted.worth), size.columns)]
          : []),
        pair(t('counter.tendered'), format.amount(tendered), size.columns),
        EMPTY,
        pair(
          [span(t('counter.change'), 'strong')],
          [span(format.amount(sold.change), 'money')],
          size.columns,
        ),
        ...(customer ? [line(t('counter.points', { points: sold.points }), 'good')] : []),
        ...(sold.texted ? [line(t('counter.texted'), 'dim')] : []),
      ],
      hints: [
        { key: 'ok', label: t('counter.next') },
        { key: 'cancel', label: t('counter.home') },
      ],
    }),
    key(key, { nav }) {
      if (key.name !== 'ok') return 'unused';
      nav.pop();
      return go.sale(nav);
    },
  };
}
