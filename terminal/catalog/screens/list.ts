/** Products and the points rule that the office sent. */
import type { App } from '../../app.js';
import { pointsRule } from '../../loyalty/index.js';
import { line, pair } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type Product, productCount, products } from '../queries.js';

export function createCatalogScreen(app: App, path?: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Product>({
    name: 'catalog.list',
    help: 'catalog.list.help',
    ...(path === undefined ? {} : { path }),
    empty: 'catalog.empty',
    page: (offset, limit) => ({ rows: products(state, offset, limit), total: productCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.sku === other.sku },
    row: (product, { format, size }) =>
      pair(`${product.sku} ${product.name}`, format.money(product.price), size.columns - 3),
    totals: (context) => ruleLine(app, context),
  });
}

function ruleLine(app: App, { t, format }: ScreenContext): Line {
  const rule = pointsRule(app.kernel.state);
  return line(
    rule ? t('catalog.rule', { points: rule.points, per: format.money(rule.per) }) : t('catalog.no-rule'),
    'good',
  );
}
