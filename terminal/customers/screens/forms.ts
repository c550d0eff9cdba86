/** Registering a customer, and changing one. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { change, register } from '../commands.js';
import { type Duplicate, duplicatesOf } from '../merging.js';
import { customerById, customerByNo, phonesOf } from '../queries.js';
import { byProfile, isWide } from './by-profile.js';
import { basicFields, furtherFields, readFields, type Typed } from './profile-fields.js';

const text = (typed: Typed, name: string): string => String(typed[name] ?? '');

/** `phone`: the caller's number, filled in. After saving, the new customer's own screen takes the form's place. */
export function createRegisterForm(app: App, go: Go, phone = ''): Screen {
  return byProfile('customers.register', 'customers.register.help', (context) =>
    registerForm(app, go, phone, isWide(context)),
  );
}

function registerForm(app: App, go: Go, phone: string, wide: boolean): Screen {
  const { state } = app.kernel;
  let alike: readonly Duplicate[] = [];
  const { name, phone: number, ...rest } = basicFields(state, {}, phone);

  /** True when the person would rather have one who is there already. */
  async function isKnown({ nav, t, format }: ScreenContext): Promise<boolean> {
    if (alike.length === 0) return false;
    const known = await nav.choose(t('customers.alike'), [
      { value: 0, label: t('customers.alike.new') },
      ...alike.map(({ customer }) => ({
        value: customer.no,
        label: t('customers.alike.open', { name: customer.name }),
        note: format.phone(phonesOf(state, customer.no)[0] ?? ''),
      })),
    ]);
    if (known === 0) return false;
    if (known !== undefined) {
      nav.pop();
      go.customer(nav, known);
    }
    return true;
  }

  return createFormScreen({
    name: 'customers.register',
    help: 'customers.register.help',
    fields: {
      ...{ name, phone: number },
      ...(wide && { ...rest, ...furtherFields(state) }),
    } as ReturnType<typeof basicFields>,
    changed: (typed) => {
      alike = duplicatesOf(state, { name: text(typed, 'name'), phone: text(typed, 'phone') });
    },
    below: (_, context) => alike.map((one) => alikeLine(app, one, context)),
    async submit(typed, context) {
      const { nav, t } = context;
      if (await isKnown(context)) return;
      const id = app.kernel.ids.next();
      const { custom, ...fields } = readFields(state, typed);
      const stamps = { stamp: app.stamps.next(), later: app.stamps.next() };
      const wanted = { ...fields, id, ...stamps, name: text(typed, 'name') };
      await app.kernel.transact(STAFF, (now) => register(now, wanted));
      if (Object.values(custom).some((value) => value !== '')) {
        const own = { customer: id, custom, stamp: app.stamps.next() };
        await app.kernel.transact(STAFF, (now) => change(now, own));
      }
      nav.notice(t('customers.registered', { name: wanted.name }), 'good');
      const known = customerById(state, id);
      nav.pop();
      if (known && phone === '') go.customer(nav, known.no);
    },
  });
}

function alikeLine(app: App, { customer, why }: Duplicate, { t, format }: ScreenContext): Line {
  const number = format.phone(phonesOf(app.kernel.state, customer.no)[0] ?? '');
  return [
    span(`! ${t(`customers.alike.${why}`)} `, 'warning'),
    span(`${customer.name} `, 'strong'),
    span(number, 'dim'),
  ];
}

/** The first facts of a customer; on the advanced keypad all of them. */
export function createChangeForm(app: App, no: number): Screen {
  return byProfile('customers.change', 'customers.change.help', (context) =>
    changeForm(app, no, 'customers.change', isWide(context) ? 'all' : 'basic'),
  );
}

/** What the small keypad's first form leaves out. */
export function createFurtherForm(app: App, no: number): Screen {
  return changeForm(app, no, 'customers.further', 'further');
}

function changeForm(app: App, no: number, name: string, part: 'all' | 'basic' | 'further'): Screen {
  const { state } = app.kernel;
  const customer = customerByNo(state, no);
  let alike: readonly Duplicate[] = [];
  return createFormScreen({
    name,
    help: 'customers.change.help',
    fields: {
      ...(part !== 'further' && basicFields(state, customer)),
      ...(part !== 'basic' && furtherFields(state, customer)),
    },
    changed: (typed) => {
      if (part !== 'further')
        alike = duplicatesOf(state, { name: text(typed, 'name'), phone: text(typed, 'phone'), but: no });
    },
    below: (_, context) => alike.map((one) => alikeLine(app, one, context)),
    async submit(typed, { nav, t }) {
      const wanted = {
        ...{ ...readFields(state, typed), customer: customer?.id ?? '' },
        stamp: app.stamps.next(),
      };
      await app.kernel.transact(STAFF, (now) => change(now, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
