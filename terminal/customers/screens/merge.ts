/** Who was merged into a customer, joining another, and taking one out again. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { balancesOf, depositOf } from '../../ledger/index.js';
import { STAFF } from '../../staff.js';
import { span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { duplicatesOf, merge, unmerge } from '../merging.js';
import { type Alias, aliasesOf, type Customer, customerByNo, phonesOf } from '../queries.js';

export function createMergeList(app: App, go: Go, no: number): Screen {
  const { state } = app.kernel;
  const id = (): string => customerByNo(state, no)?.id ?? '';

  async function join(chosen: Customer, context: ScreenContext): Promise<void> {
    const { nav, t, format } = context;
    const other = customerByNo(state, chosen.no) ?? chosen;
    const kept = customerByNo(state, no);
    if (!kept || other.no === no) return nav.message(t('error.command/merge-self'));
    const { points, principal, bonus } = balancesOf(state, other.no);
    const deposit = depositOf(state, other.no);
    const held = deposit === 0 ? '' : ` + ${t('profile.deposit')} ${format.money(deposit)}`;
    const facts = {
      ...{ name: kept.name, other: other.name, phone: format.phone(phonesOf(state, other.no)[0] ?? '') },
      ...{ points: format.count(points), balance: `${format.money(principal + bonus)}${held}` },
    };
    const text = [t('customers.merge.ask', facts), ...barredWords(kept, other, context)].join('\n');
    if (!(await nav.confirm({ title: t('customers.merge'), text }))) return;
    const wanted = { customer: kept.id, other: other.id, stamp: app.stamps.next() };
    await app.kernel.transact(STAFF, (now) => merge(now, wanted));
    nav.notice(t('customers.merge.done'), 'good');
  }

  /** Those who look like the same person first; else somebody is looked for. */
  async function choose(context: ScreenContext): Promise<void> {
    const { nav, t, format } = context;
    const customer = customerByNo(state, no);
    const alike = phonesOf(state, no).flatMap((phone) =>
      duplicatesOf(state, { name: customer?.name ?? '', phone, but: no }),
    );
    const found = [...new Map(alike.map((one) => [one.customer.no, one.customer])).values()];
    const other = await nav.choose<Customer | 0>(t('customers.merge.with'), [
      ...found.map((one) => ({
        value: one,
        label: one.name,
        note: format.phone(phonesOf(state, one.no)[0] ?? ''),
      })),
      { value: 0, label: t('customers.merge.search') },
    ]);
    if (other !== undefined && other !== 0) return join(other, context);
    if (other === 0)
      go.whichCustomer(nav, (own, chosen) => {
        own.pop();
        const picked = customerByNo(state, chosen);
        if (picked) join(picked, context).catch(nav.failed);
      });
  }

  async function separate(alias: Alias, { nav, t }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('customers.merge.undo.ask', { name: alias.name })))) return;
    const wanted = { customer: id(), other: alias.id, stamp: app.stamps.next() };
    await app.kernel.transact(STAFF, (now) => unmerge(now, wanted));
    nav.notice(t('customers.merge.undone'), 'good');
  }

  return createListScreen<Alias>({
    name: 'customers.merge',
    help: 'customers.merge.help',
    empty: 'customers.merge.empty',
    page: (offset, limit) => {
      const all = aliasesOf(state, no);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: ({ name, at }, { format, clock }) => [
      span(`${format.date(at, clock.now())} `, 'dim'),
      span(name, 'strong'),
    ],
    key: ({ name }, alias, context) => {
      if (name === '1') return choose(context);
      return name === '4' && alias ? separate(alias, context) : 'unused';
    },
    hints: ({ t }, alias) => [
      { key: '1', label: t('customers.merge.with') },
      ...(alias ? [{ key: '4', label: t('customers.merge.undo') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** Whether the two may spend what they have is asked of the one who stays: it is said where the other differs. */
function barredWords(kept: Customer, other: Customer, { t }: ScreenContext): string[] {
  if (kept.disabled === other.disabled) return [];
  if (other.disabled === '1') return [t('customers.merge.frees', { other: other.name, name: kept.name })];
  return kept.disabled === '1' ? [t('customers.merge.bars', { name: kept.name })] : [];
}
