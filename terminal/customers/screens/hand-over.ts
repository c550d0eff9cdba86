/** Who looks after a customer, who did before and why, and giving the customer to another. */
import type { App } from '../../app.js';
import { type Employee, employeeName, employees } from '../../people/index.js';
import { STAFF } from '../../staff.js';
import { span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { handOver } from '../commands.js';
import { customerByNo, type HandOver, handOvers } from '../queries.js';

const SHOWN_MAX = 50;

export function createHandOverScreen(app: App, no: number): Screen {
  const { state } = app.kernel;
  const nameOf = (owner: string, { t }: ScreenContext): string =>
    owner === '' ? t('customers.owner.nobody') : (employeeName(state, owner) ?? owner);

  async function give(context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const customer = customerByNo(state, no);
    const people = employees(state).filter(({ active, id }) => active && id !== customer?.owner);
    if (!customer || (people.length === 0 && customer.owner === ''))
      return nav.message(t('customers.owner.no-staff'));
    const owner = await nav.choose(t('customers.owner.give'), [
      ...people.map((one: Employee) => ({ value: one.id, label: one.name, note: one.department })),
      ...(customer.owner === '' ? [] : [{ value: '', label: t('customers.owner.nobody') }]),
    ]);
    if (owner !== undefined) nav.push(createReasonForm(app, customer.id, owner, customer.owner !== ''));
  }

  return createListScreen<HandOver>({
    name: 'customers.owner',
    help: 'customers.owner.help',
    empty: 'customers.owner.empty',
    title: (context) => [
      span(`${context.t('customers.owner')} `, 'title'),
      span(nameOf(customerByNo(state, no)?.owner ?? '', context), 'strong'),
    ],
    page: (offset, limit) => {
      const all = handOvers(state, no, SHOWN_MAX);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.at === other.at },
    row: ({ at, owner, reason }, context) => [
      span(`${context.format.date(at, context.clock.now())} `, 'dim'),
      span(nameOf(owner, context), 'strong'),
      span(` ${reason}`),
    ],
    key: ({ name }, _, context) => (name === '1' ? give(context) : 'unused'),
    hints: ({ t }) => [
      { key: '1', label: t('customers.owner.give') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function createReasonForm(app: App, customer: string, owner: string, required: boolean): Screen {
  return createFormScreen({
    name: 'customers.owner',
    help: 'customers.owner.help',
    fields: { reason: { kind: 'text', label: 'customers.owner.reason', required, limit: 60 } },
    async submit({ reason }, { nav, t }) {
      const wanted = { customer, owner, reason, stamp: app.stamps.next() };
      await app.kernel.transact(STAFF, (state) => handOver(state, wanted));
      nav.notice(t('customers.owner.given'), 'good');
      nav.pop();
    },
  });
}
