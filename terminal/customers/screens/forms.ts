/** Registering a customer, and changing one. */
import { MAIL_ADDRESS_LENGTH_MAX, mailAddress } from '../../../protocol/mail/address.js';
import { formatNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { digitsOf, parseBirthday, writeBirthday } from '../birthday.js';
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

const GENDERS = ['', 'f', 'm'].map((value) => ({ value, label: `customers.gender.${value || 'none'}` }));
const CALENDARS = (['solar', 'lunar', 'leap'] as const).map((value) => ({
  value,
  label: `customers.calendar.${value}`,
}));

export function createChangeForm(app: App, no: number): Screen {
  const customer = customerByNo(app.kernel.state, no);
  const born = parseBirthday(customer?.birthday ?? '');
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
      gender: {
        kind: 'choice',
        label: 'customers.gender',
        choices: GENDERS,
        initial: customer?.gender ?? '',
      },
      calendar: {
        kind: 'choice',
        label: 'customers.calendar',
        choices: CALENDARS,
        initial: !born || born.calendar === 'solar' ? 'solar' : born.leap ? 'leap' : 'lunar',
      },
      birthday: {
        kind: 'phone',
        label: 'customers.birthday',
        initial: born ? digitsOf(born) : '',
        check: (text) => (/^(\d{4}|\d{8})?$/.test(text) ? undefined : 'customers.birthday.wrong'),
      },
      tags: { kind: 'text', label: 'customers.tags', initial: customer?.tags ?? '' },
      email: {
        kind: 'text',
        label: 'customers.email',
        initial: customer?.email ?? '',
        limit: MAIL_ADDRESS_LENGTH_MAX,
        latin: true,
        check: (text) => (mailAddress(text) === null ? 'error.command/email-wrong' : undefined),
      },
    },
    async submit({ phone: typed, calendar, birthday, ...facts }, { nav, t }) {
      const wanted = {
        ...{ ...facts, customer: customer?.id ?? '', phone: typed, stamp: app.stamps.next() },
        birthday: birthday === '' ? '' : writeBirthday(birthday, calendar),
      };
      await app.kernel.transact(STAFF, (state) => change(state, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
