/** Registering a customer, and changing one. */

import { formatNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { span } from '../../ui/lines.js';
import type { Format, Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { change, register } from '../commands.js';
import { type Duplicate, duplicatesOf } from '../merging.js';
import { NAME_LENGTH_MAX } from '../name.js';
import { customerById, customerByNo, phonesOf } from '../queries.js';
import { byProfile, isWide } from './by-profile.js';
import { basicFields, furtherFields, readFields, shownPhone, type Typed } from './profile-fields.js';

const text = (typed: Typed, name: string): string => String(typed[name] ?? '');

/**
 * Name and number: somebody waits at the counter. The rest is a key away on the new customer's own screen, which takes the form's place.
 * `phone`: the caller's number, filled in.
 */
export function createRegisterForm(app: App, go: Go, phone = ''): Screen {
  const { state } = app.kernel;
  let alike: readonly Duplicate[] = phone === '' ? [] : duplicatesOf(state, { name: '', phone });

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
      name: { kind: 'text', label: 'customers.name', required: true, limit: NAME_LENGTH_MAX, name: true },
      phone: { kind: 'phone', label: 'customers.phone', initial: formatNumber(phone) },
    },
    changed: (typed) => {
      alike = duplicatesOf(state, { name: text(typed, 'name'), phone: text(typed, 'phone') });
    },
    below: (_, context) => alike.map((one) => alikeLine(app, one, context)),
    async submit(values, context) {
      const { nav, t } = context;
      if (await isKnown(context)) return;
      const id = app.kernel.ids.next();
      const stamp = app.stamps.next();
      await app.kernel.transact(STAFF, (now) => register(now, { id, stamp, ...values }));
      nav.notice(t('customers.registered', { name: values.name }), 'good');
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
export function createChangeForm(app: App, no: number, levels: readonly string[]): Screen {
  return byProfile('customers.change', 'customers.change.help', (context) =>
    changeForm(app, no, { part: isWide(context) ? 'all' : 'basic', format: context.format, levels }),
  );
}

/** What the small keypad's first form leaves out. */
export function createFurtherForm(app: App, no: number, levels: readonly string[]): Screen {
  return byProfile('customers.further', 'customers.change.help', ({ format }) =>
    changeForm(app, no, { part: 'further', format, levels }),
  );
}

interface Form {
  readonly part: 'all' | 'basic' | 'further';
  readonly format: Format;
  /** That may be given here. */
  readonly levels: readonly string[];
}

function changeForm(app: App, no: number, { part, format, levels }: Form): Screen {
  const { state } = app.kernel;
  const customer = customerByNo(state, no);
  const before = customer && part !== 'further' ? shownPhone(state, customer, format) : undefined;
  let alike: readonly Duplicate[] = [];
  return createFormScreen({
    name: part === 'further' ? 'customers.further' : 'customers.change',
    help: 'customers.change.help',
    fields: {
      ...(part !== 'further' && basicFields(state, format, customer)),
      ...(part !== 'basic' && furtherFields(state, levels, customer)),
    },
    changed: (typed) => {
      if (part !== 'further')
        alike = duplicatesOf(state, { name: text(typed, 'name'), phone: text(typed, 'phone'), but: no });
    },
    below: (_, context) => alike.map((one) => alikeLine(app, one, context)),
    async submit(typed, { nav, t }) {
      const { phone, ...read } = readFields(state, typed);
      const isKept = before !== undefined && phone === formatNumber(before);
      const wanted = {
        ...{ ...read, customer: customer?.id ?? '', stamp: app.stamps.next() },
        ...(!isKept && phone !== undefined && { phone, ...(before !== undefined && { instead: before }) }),
      };
      await app.kernel.transact(STAFF, (now) => change(now, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
