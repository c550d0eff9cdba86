/** All customers; what is typed narrows the list with every key. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { balancesOf } from '../../ledger/index.js';
import { cells } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type Page } from '../../ui/widgets/list.js';
import { type Customer, customerByNo, customerCount, customers, phonesOf } from '../queries.js';

export function createCustomerList(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;

  function page(offset: number, limit: number, query: string): Page<Customer> {
    if (query.trim() === '') return { rows: customers(state, offset, limit), total: customerCount(state) };
    const found = app.search.find(query, limit, offset);
    return { rows: found.numbers.flatMap((no) => customerByNo(state, no) ?? []), total: found.total };
  }

  async function exchange(context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const way = await nav.choose(t('customers.exchange'), [
      { value: 'import', label: t('importing.files') },
      { value: 'export', label: t('exporting.customers') },
    ]);
    if (way === 'import') go.imports(nav);
    if (way === 'export') await go.exports(customers(state, 0, customerCount(state)), context);
  }

  return createListScreen<Customer>({
    name: 'customers.list',
    help: 'customers.list.help',
    ...(path === undefined ? {} : { path }),
    search: true,
    empty: 'customers.list.empty',
    page,
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: (customer, { format, size }) => {
      const phone = phonesOf(state, customer.no)[0];
      const points = format.count(balancesOf(state, customer.no).points);
      const name = Math.min(20, size.columns - 24);
      return cells([
        [customer.name, name],
        [phone === undefined ? '' : format.phone(phone), 14],
        [points, -7],
      ]);
    },
    open: (customer, { nav }) => go.customer(nav, customer.no),
    key: (key, _row, context) => {
      if (key.name === 'right') return go.register(context.nav);
      return key.name === 'left' ? exchange(context) : 'unused';
    },
    hints: ({ t, profile }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: 'right', label: t('customers.new'), more: true },
      { key: 'left', label: t('customers.exchange'), more: true },
      ...(profile.letters ? [] : [{ key: '*', label: t('ui.hint.mode') } as const]),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
