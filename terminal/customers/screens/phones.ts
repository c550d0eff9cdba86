/** A customer's numbers: another, one less, and which stands first. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { addPhone, change, removePhone } from '../commands.js';
import { customerByNo, customersByPhone, phonesOf } from '../queries.js';

export function createPhoneList(app: App, no: number): Screen {
  const { state } = app.kernel;
  const id = (): string => customerByNo(state, no)?.id ?? '';

  async function makeFirst(key: string, { nav, t }: ScreenContext): Promise<void> {
    const wanted = { customer: id(), number: key, stamp: app.stamps.next() };
    await app.kernel.transact(STAFF, (now) => change(now, wanted));
    nav.notice(t('customers.changed'), 'good');
  }

  async function remove(key: string, { nav, t, format }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('customers.phones.remove.ask', { phone: format.phone(key) })))) return;
    await app.kernel.transact(STAFF, (now) => removePhone(now, id(), key));
    nav.notice(t('customers.changed'), 'good');
  }

  return createListScreen<string>({
    name: 'customers.phones',
    help: 'customers.phones.help',
    empty: 'customers.phones.empty',
    page: (offset, limit) => {
      const keys = phonesOf(state, no);
      return { rows: keys.slice(offset, offset + limit), total: keys.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one === other },
    row: (key, { format, t }) => {
      const others = customersByPhone(state, key).filter((one) => one.no !== no);
      const shared = others.map(({ name }) => name).join(' ');
      return [
        span(format.phone(key), 'strong'),
        ...(key === phonesOf(state, no)[0] ? [span(` ${t('customers.phones.first')}`, 'good')] : []),
        ...(shared === '' ? [] : [span(` ${t('customers.phones.also', { names: shared })}`, 'dim')]),
      ];
    },
    open: makeFirst,
    key: ({ name }, key, context) => {
      if (name === '1') return context.nav.push(createPhoneForm(app, id()));
      return name === '4' && key !== undefined ? remove(key, context) : 'unused';
    },
    hints: ({ t }, key) => [
      { key: 'ok', label: t('customers.phones.make-first') },
      { key: '1', label: t('customers.item.add') },
      ...(key === undefined ? [] : [{ key: '4', label: t('customers.item.remove') } as const]),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function createPhoneForm(app: App, id: string): Screen {
  return createFormScreen({
    name: 'customers.phones.add',
    help: 'customers.phones.help',
    fields: { phone: { kind: 'phone', label: 'customers.phone', required: true } },
    async submit({ phone }, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => addPhone(state, id, phone));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
