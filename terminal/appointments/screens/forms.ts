/** Books an appointment, confirms one that was asked for, or moves one. */
import { normalizeNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import type { NumberField } from '../../ui/widgets/field.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { numberCheck } from '../../ui/widgets/number-check.js';
import { ABOUT_MAX, bookAppointment, confirmAppointment } from '../commands.js';
import { digitsOf, momentOfDigits } from '../digits.js';
import { type Appointment, clashing } from '../queries.js';
import { timeWords } from '../reminder.js';

export interface Booking {
  /** Number key, filled in. */
  readonly key?: string;
  /** A moment of the day that is filled in; today without. */
  readonly day?: number;
}

export function createBookForm(app: App, { key = '', day }: Booking): Screen {
  return createFormScreen({
    name: 'appointments.new',
    help: 'appointments.new.help',
    fields: {
      phone: { kind: 'phone', label: 'appointments.phone', initial: key, check: numberCheck(key) },
      ...timeFields(app, day ?? app.clock.now(), undefined),
      about: { kind: 'text', label: 'appointments.about', limit: ABOUT_MAX },
    },
    async submit({ phone, day, time, about }, context) {
      const when = momentOf(app, day, time);
      if (when === undefined) return wrongTime(context);
      if (!(await mayClash(app, when, '', context))) return undefined;
      const id = app.kernel.ids.next();
      const number = normalizeNumber(phone).key ?? '';
      const wanted = { id, key: number, about, via: 'keypad', when } as const;
      const { texted } = await app.kernel.transact(STAFF, (state) =>
        bookAppointment(state, wanted, told(app, when)),
      );
      return saved(texted, context);
    },
  });
}

export function createConfirmForm(app: App, { id, due, about }: Appointment): Screen {
  return createFormScreen({
    name: 'appointments.confirm',
    help: 'appointments.confirm.help',
    fields: {
      ...timeFields(app, due ?? app.clock.now(), due ?? undefined),
      about: { kind: 'text', label: 'appointments.about', initial: about, limit: ABOUT_MAX },
    },
    async submit({ day, time, about: words }, context) {
      const when = momentOf(app, day, time);
      if (when === undefined) return wrongTime(context);
      if (!(await mayClash(app, when, id, context))) return undefined;
      const { texted } = await app.kernel.transact(STAFF, (state) =>
        confirmAppointment(state, id, { when, about: words }, told(app, when)),
      );
      return saved(texted, context);
    },
  });
}

type Digits = NumberField & { readonly required: true };

/** `at`: the time of day that is filled in. */
function timeFields(app: App, on: number, at: number | undefined): { day: Digits; time: Digits } {
  const digits = { kind: 'number', required: true } as const;
  const { day } = digitsOf(on, app.timezone);
  const time: Digits = { ...digits, label: 'appointments.time' };
  return {
    day: { ...digits, label: 'appointments.day', initial: day },
    time: at === undefined ? time : { ...time, initial: digitsOf(at, app.timezone).time },
  };
}

function momentOf(app: App, day: number, time: number): number | undefined {
  const now = app.clock.now();
  const when = momentOfDigits(day, time, now, app.timezone);
  return when !== undefined && when > now ? when : undefined;
}

const told = (app: App, when: number) => ({
  text: app.kernel.ids.next(),
  now: app.clock.now(),
  time: timeWords(when, app.timezone),
});

const wrongTime = ({ t }: ScreenContext) => ({ field: 'time', text: t('appointments.time-wrong') }) as const;

function saved(texted: boolean, { nav, t }: ScreenContext): undefined {
  nav.notice(t(texted ? 'appointments.texted' : 'appointments.saved'), 'good');
  nav.pop();
}

/** Asks whoever books when others come at that time. */
async function mayClash(app: App, when: number, except: string, context: ScreenContext): Promise<boolean> {
  const { nav, t, format } = context;
  const { state } = app.kernel;
  const others = clashing(state, when, except);
  if (others.length === 0) return true;
  const names = others.map(({ key, due, about }) => {
    const who = customersByPhone(state, key)[0]?.name ?? about;
    return `${format.time(due ?? when)} ${who}`;
  });
  return nav.confirm(t('appointments.clash', { count: others.length, others: names.slice(0, 3).join(', ') }));
}
