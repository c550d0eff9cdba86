/** Products by what they brought; each leads to who buys it. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { cells, span } from '../../ui/lines.js';
import type { Nav, Screen } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import {
  buyerCount,
  buyerNumbers,
  buyersOf,
  customerValue,
  type ProductValue,
  productCount,
  products,
} from '../queries.js';
import { createPeopleList } from './people.js';

export function createProductRanking(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<ProductValue>({
    name: 'insight.products',
    help: 'insight.products.help',
    path,
    empty: 'insight.products.empty',
    page: (offset, limit) => ({ rows: products(state, offset, limit), total: productCount(state) }),
    row: ({ product, times, amount }, { t, format, size }) =>
      cells([
        [product, Math.max(8, size.columns - 28)],
        [t('insight.times', { count: times }), -8],
        [[span(format.money(amount), 'money')], -14],
      ]),
    open: ({ product }, { nav }) => openBuyers(app, go, product, nav),
  });
}

/** People who bought it, and what each is worth altogether. */
function openBuyers(app: App, go: Go, product: string, nav: Nav): void {
  const { state } = app.kernel;
  const numbers = (offset: number, limit: number): number[] =>
    buyersOf(state, product, offset, limit).map(({ customer }) => customer);
  const total = buyerCount(state, product);
  nav.push(
    createPeopleList(app, go, {
      name: 'insight.buyers',
      title: product,
      page: (offset, limit) => ({
        rows: numbers(offset, limit).flatMap((no) => customerValue(state, no) ?? []),
        total,
      }),
      everybody: () => buyerNumbers(state, product),
    }),
  );
}
