/** The customers for whom conditions hold: pages with totals, in the order of any field. */
import type { App } from '../../app.js';
import { type Customer, customerByNo, phonesOf } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { balancesOf } from '../../ledger/index.js';
import { civilOf } from '../../messaging/index.js';
import { cells, line, span, styled } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type Page } from '../../ui/widgets/list.js';
import type { Condition } from '../conditions.js';
import type { FoundPage, Wanted } from '../table.js';

/** The solar year of the shop's day. */
export function yearOf(app: App): number {
  return civilOf(app.clock.now(), app.timezone).year;
}

/** What a list may be sorted by, in the order in which it is offered. */
const SORTS = ['name', 'points', 'balance', 'spent', 'visits', 'away', 'created', 'level', 'status'] as const;

export function createFoundList(app: App, go: Go, rows: readonly Condition[]): Screen {
  const { state } = app.kernel;
  let sort: Wanted['sort'];
  let sums: FoundPage['sums'] = { points: 0, balance: 0, spent: 0 };

  function asked() {
    return { rows, ...(sort && { sort }), now: app.clock.now(), year: yearOf(app) };
  }

  function page(offset: number, limit: number): Page<Customer> {
    const found = app.table.find({ ...asked(), offset, limit });
    sums = found.sums;
    return { rows: found.numbers.flatMap((no) => customerByNo(state, no) ?? []), total: found.total };
  }

  async function chooseSort(context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const field = await nav.choose(
      t('audience.sort'),
      SORTS.map((value) => ({ value, label: t(`audience.field.${value}`) })),
    );
    if (field === undefined) return;
    const down = await nav.choose(t(`audience.field.${field}`), [
      { value: true, label: t('audience.sort.down') },
      { value: false, label: t('audience.sort.up') },
    ]);
    if (down === undefined) return;
    sort = { field, down };
    await list.reload(context);
  }

  async function exportAll(context: ScreenContext): Promise<void> {
    const all = app.table.findAll(asked()).flatMap((no) => customerByNo(state, no) ?? []);
    await go.exports(all, context);
  }

  const list = createListScreen<Customer>({
    name: 'audience.found',
    help: 'audience.found.help',
    empty: 'audience.found.empty',
    page,
    head: (context) => styled(headOf(context), 'dim'),
    totals: ({ t, format }) =>
      line(
        ` ${t('audience.sums', { points: format.count(sums.points), balance: format.amount(sums.balance) })}`,
        'strong',
      ),
    row: (customer, context) => rowOf(app, customer, context),
    open: ({ no }, { nav }) => go.customer(nav, no),
    key: ({ name }, _, context) => {
      if (name === '1') return chooseSort(context);
      return name === '2' ? exportAll(context) : 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '1', label: t('audience.sort') },
      { key: '2', label: t('exporting.customers') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}

const WIDE = 60;

function headOf({ t, size }: ScreenContext): Line {
  const word = (field: string): string => t(`audience.field.${field}`);
  const narrow: [string, number][] = [
    [word('name'), 14],
    [word('phone'), 14],
    [word('points'), -9],
  ];
  if (size.columns < WIDE) return cells(narrow);
  return cells([...narrow, [word('balance'), -12], [word('level'), 10], [word('tags'), size.columns - 66]]);
}

function rowOf(app: App, customer: Customer, { t, format, size }: ScreenContext): Line {
  const { state } = app.kernel;
  const { points, principal, bonus } = balancesOf(state, customer.no);
  const phone = phonesOf(state, customer.no)[0];
  const disabled = customer.disabled === '1';
  const narrow: [Line | string, number][] = [
    [disabled ? `${t('customers.disabled')} ${customer.name}` : customer.name, 14],
    [phone === undefined ? '' : format.phone(phone), 14],
    [format.count(points), -9],
  ];
  const wide: [Line | string, number][] = [
    ...narrow,
    [[span(format.amount(principal + bonus), 'money')], -12],
    [customer.level, 10],
    [[span(customer.tags, 'dim')], size.columns - 66],
  ];
  const row = cells(size.columns < WIDE ? narrow : wide);
  return disabled ? styled(row, 'dim') : row;
}
