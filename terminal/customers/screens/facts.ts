/** Everything that can be changed of one customer, and taking them away. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { balancesOf, depositOf } from '../../ledger/index.js';
import { employeeName } from '../../people/index.js';
import { STAFF } from '../../staff.js';
import type { Nav, Screen, ScreenContext } from '../../ui/types.js';
import { createMenuScreen, type MenuItem } from '../../ui/widgets/menu.js';
import { change, remove } from '../commands.js';
import { ITEM_KINDS } from '../items.js';
import { aliasesOf, customerByNo, itemsOf, phonesOf } from '../queries.js';
import { byProfile, isWide } from './by-profile.js';
import { createChangeForm, createFurtherForm } from './forms.js';
import { createHandOverScreen } from './hand-over.js';
import { createItemList } from './items.js';
import { createMergeList } from './merge.js';
import { createPhoneList } from './phones.js';

export function createFactsMenu(app: App, go: Go, no: number): Screen {
  return byProfile('customers.facts', 'customers.facts.help', (context) =>
    createMenuScreen({
      name: 'customers.facts',
      help: 'customers.facts.help',
      items: itemsFor(app, go, no, context),
    }),
  );
}

function itemsFor(app: App, go: Go, no: number, context: ScreenContext): MenuItem[] {
  const { state } = app.kernel;
  const known = () => customerByNo(state, no);
  const counted = (count: number): string | undefined => (count === 0 ? undefined : String(count));
  const further: MenuItem = {
    label: 'customers.further',
    open: (nav) => nav.push(createFurtherForm(app, no, go.levels())),
  };
  return [
    { label: 'customers.change', open: (nav) => nav.push(createChangeForm(app, no, go.levels())) },
    ...(isWide(context) ? [] : [further]),
    {
      label: 'customers.phones',
      note: () => counted(phonesOf(state, no).length),
      open: (nav) => nav.push(createPhoneList(app, no)),
    },
    ...ITEM_KINDS.map(
      (kind): MenuItem => ({
        label: `customers.item.${kind}`,
        note: () => counted(itemsOf(state, no, kind).length),
        open: (nav) => nav.push(createItemList(app, no, kind)),
      }),
    ),
    {
      label: 'customers.owner',
      note: () => employeeName(state, known()?.owner ?? '') ?? known()?.owner,
      open: (nav) => nav.push(createHandOverScreen(app, no)),
    },
    {
      label: 'customers.merge',
      note: () => counted(aliasesOf(state, no).length),
      open: (nav) => nav.push(createMergeList(app, go, no)),
    },
    {
      label: 'customers.disable',
      note: ({ t }) => (known()?.disabled === '1' ? t('customers.disabled') : undefined),
      open: () => toggleDisabled(app, no, context),
    },
    { label: 'customers.remove', open: (nav) => removeCustomer(app, no, nav, context) },
    { label: 'erasure.ask', open: (nav) => go.erase(nav, no) },
  ];
}

async function toggleDisabled(app: App, no: number, { nav, t }: ScreenContext): Promise<void> {
  const customer = customerByNo(app.kernel.state, no);
  if (!customer) return;
  const disabled = customer.disabled === '' ? '1' : '';
  const which = disabled === '1' ? 'disable' : 'enable';
  if (!(await nav.confirm(t(`customers.${which}.ask`, { name: customer.name })))) return;
  const wanted = { customer: customer.id, disabled, stamp: app.stamps.next() };
  await app.kernel.transact(STAFF, (state) => change(state, wanted));
  nav.notice(t(`customers.${which}.done`), 'good');
}

async function removeCustomer(app: App, no: number, nav: Nav, { t, format }: ScreenContext): Promise<void> {
  const { state } = app.kernel;
  const customer = customerByNo(state, no);
  if (!customer) return;
  const { points, principal, bonus } = balancesOf(state, no);
  const facts = {
    ...{ name: customer.name, points: format.count(points) },
    balance: format.money(principal + bonus),
  };
  const question = t(
    points === 0 && principal + bonus === 0 ? 'customers.remove.ask' : 'customers.remove.rich',
    facts,
  );
  const deposit = depositOf(state, no);
  const held = deposit === 0 ? '' : `\n${t('customers.remove.deposit', { deposit: format.money(deposit) })}`;
  const text = `${question}${held}`;
  if (!(await nav.confirm({ title: t('customers.remove'), text, style: 'warning' }))) return;
  await app.kernel.transact(STAFF, (now) => remove(now, customer.id, app.stamps.next()));
  nav.notice(t('customers.remove.done', { name: customer.name }), 'good');
  await nav.home();
}
