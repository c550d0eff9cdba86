/** Registering a customer, and changing one. */
import { formatNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { change, register } from '../commands.js';
import { NAME_LENGTH_MAX } from '../name.js';
import { customerById, customerByNo, phonesOf } from '../queries.js';

/** `phone`: the caller's number, filled in. After saving, the new customer's own screen takes the form's place. */
export function createRegisterForm(app: App, go: Go, phone = ''): Screen {
  return createFormScreen({
    name: 'customers.register',
    help: 'customers.register.help',
    fields: {
      name: { kind: 'text', label: 'customers.name', required: true, limit: NAME_LENGTH_MAX, name: true },
      phone: { kind: 'phone', label: 'customers.phone', initial: formatNumber(phone) },
    },
    async submit(values, { nav, t }) {
      const id = app.kernel.ids.next();
      const stamp = app.stamps.next();
      await app.kernel.transact(STAFF, (state) => register(state, { id, stamp, ...values }));
      nav.notice(t('customers.registered', { name: values.name }), 'good');
      const known = customerById(app.kernel.state, id);
      nav.pop();
      if (known && phone === '') go.customer(nav, known.no);
    },
  });
}

export function createChangeForm(app: App, no: number): Screen {
  const customer = customerByNo(app.kernel.state, no);
  const phone = formatNumber(phonesOf(app.kernel.state, no)[0] ?? '');
  return createFormScreen({
    name: 'customers.change',
    help: 'customers.change.help',
    fields: {
      name: {
        kind: 'text',
        label: 'customers.name',
        required: true,
        initial: customer?.name ?? '',
        limit: NAME_LENGTH_MAX,
        name: true,
      },
      phone: { kind: 'phone', label: 'customers.phone', initial: phone },
    },
    async submit({ name, phone: typed }, { nav, t }) {
      const wanted = { customer: customer?.id ?? '', name, phone: typed, stamp: app.stamps.next() };
      await app.kernel.transact(STAFF, (state) => change(state, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
