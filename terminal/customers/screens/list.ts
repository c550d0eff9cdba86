/** All customers; what is typed narrows the list with every key. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { balancesOf } from '../../ledger/index.js';
import { cells, span, styled } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type Page } from '../../ui/widgets/list.js';
import { type Customer, customerByNo, customerCount, customers, phonesOf } from '../queries.js';
import { createCustomFieldList } from './custom-fields.js';
import { createRemovedList } from './removed.js';

export function createCustomerList(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;

  function page(offset: number, limit: number, query: string): Page<Customer> {
    if (query.trim() === '') return { rows: customers(state, offset, limit), total: customerCount(state) };
    const found = app.search.find(query, limit, offset);
    return { rows: found.numbers.flatMap((no) => customerByNo(state, no) ?? []), total: found.total };
  }

  return createListScreen<Customer>({
    name: 'customers.list',
    help: 'customers.list.help',
    ...(path === undefined ? {} : { path }),
    search: true,
    empty: 'customers.list.empty',
    page,
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: (customer, { format, size, t }) => {
      const phone = phonesOf(state, customer.no)[0];
      const points = format.count(balancesOf(state, customer.no).points);
      const name = Math.min(20, size.columns - 24);
      const disabled = customer.disabled === '1';
      const row = cells([
        [disabled ? [span(`${t('customers.disabled')} ${customer.name}`)] : customer.name, name],
        [phone === undefined ? '' : format.phone(phone), 14],
        [points, -7],
      ]);
      return disabled ? styled(row, 'dim') : row;
    },
    open: ({ no }, { nav }) => go.customer(nav, no),
    key: (key, _row, context) => {
      if (key.name === 'right') return go.register(context.nav);
      return key.name === 'left' ? moreOf(app, go, context) : 'unused';
    },
    hints: ({ t, profile }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: 'right', label: t('customers.new'), more: true },
      { key: 'left', label: t('customers.more'), more: true },
      ...(profile.letters ? [] : [{ key: '*', label: t('ui.hint.mode') } as const]),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** What is done with customers together. */
async function moreOf(app: App, go: Go, context: ScreenContext): Promise<void> {
  const { nav, t } = context;
  const { state } = app.kernel;
  const way = await nav.choose(t('customers.more'), [
    { value: 'filter', label: t('customers.filter') },
    { value: 'import', label: t('importing.files') },
    { value: 'export', label: t('exporting.customers') },
    { value: 'removed', label: t('customers.removed') },
    { value: 'fields', label: t('customers.fields') },
  ] as const);
  if (way === 'filter') go.filter(nav);
  if (way === 'import') go.imports(nav);
  if (way === 'export') await go.exports(customers(state, 0, customerCount(state)), context);
  if (way === 'removed') nav.push(createRemovedList(app));
  if (way === 'fields') nav.push(createCustomFieldList(app));
}
