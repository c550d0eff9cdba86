/** The schedule: what was asked for, what is agreed. */
import { normalizeNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import {
  ABOUT_MAX,
  cancelAppointment,
  confirmAppointment,
  requestAppointment,
  settleAppointment,
} from '../commands.js';
import { type Appointment, openAppointmentCount, schedule } from '../queries.js';
import { timeWords } from '../reminder.js';
import { readWhen } from '../when.js';

export function createSchedule(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Appointment>({
    name: 'appointments.list',
    help: 'appointments.list.help',
    path,
    empty: 'appointments.list.empty',
    page: (offset, limit) => ({ rows: schedule(state, offset, limit), total: openAppointmentCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (one, context) => rowOf(app, one, context),
    open: (one, { nav, format }) => nav.push(createConfirmForm(app, one, format.dateTime)),
    key: (key, one, context) => {
      if (key.name === '2') return context.nav.push(createRequestForm(app));
      if (!one) return 'unused';
      if (key.name === '3' || key.name === '4') return settle(app, one, key.name === '3', context);
      return key.name === '5' ? cancel(app, one, context) : 'unused';
    },
    hints: ({ t }, one) => [
      ...(one ? [{ key: 'ok', label: t('appointments.confirm') } as const] : []),
      { key: '2', label: t('appointments.new') },
      ...(one ? [{ key: '3', label: t('appointments.kept') } as const] : []),
      { key: '4', label: t('appointments.missed'), more: true },
      { key: '5', label: t('appointments.cancel'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function rowOf(app: App, one: Appointment, { t, format, size, clock }: ScreenContext): Line {
  const who = customersByPhone(app.kernel.state, one.key)[0]?.name ?? format.phone(one.key);
  const late = one.due !== null && one.due < clock.now();
  const time = one.due === null ? t('appointments.no-time') : format.dateTime(one.due);
  return cells([
    [[span(time, late || one.due === null ? 'warning' : 'strong')], 11],
    [t(`appointments.state.${one.state}`), 6],
    [who, 8],
    [one.about, Math.max(4, size.columns - 29)],
  ]);
}

async function settle(
  app: App,
  { id }: Appointment,
  kept: boolean,
  { nav, t }: ScreenContext,
): Promise<Outcome> {
  await app.kernel.transact(STAFF, (state) => settleAppointment(state, id, kept));
  nav.notice(t('appointments.settled'), 'good');
  return undefined;
}

async function cancel(app: App, { id }: Appointment, { nav, t, clock }: ScreenContext): Promise<Outcome> {
  if (!(await nav.confirm(t('appointments.cancel.ask')))) return undefined;
  const told = { text: app.kernel.ids.next(), now: clock.now(), time: '' };
  await app.kernel.transact(STAFF, (state) => cancelAppointment(state, id, told));
  nav.notice(t('appointments.settled'), 'good');
  return undefined;
}

function createConfirmForm(app: App, one: Appointment, dateTime: (ms: number) => string): Screen {
  return createFormScreen({
    name: 'appointments.confirm',
    help: 'appointments.confirm.help',
    fields: {
      time: {
        kind: 'text',
        label: 'appointments.when',
        required: true,
        initial: one.due === null ? '' : dateTime(one.due),
      },
      about: { kind: 'text', label: 'appointments.about', initial: one.about, limit: ABOUT_MAX },
    },
    async submit({ time, about }, { nav, t, clock }) {
      const { when } = readWhen(time, clock.now(), app.timezone);
      if (when === undefined) return { field: 'time', text: t('appointments.time-wrong') };
      const told = { text: app.kernel.ids.next(), now: clock.now(), time: timeWords(when, app.timezone) };
      const { texted } = await app.kernel.transact(STAFF, (state) =>
        confirmAppointment(state, one.id, { when, about }, told),
      );
      nav.notice(t(texted ? 'appointments.texted' : 'appointments.saved'), 'good');
      nav.pop();
      return undefined;
    },
  });
}

function createRequestForm(app: App): Screen {
  return createFormScreen({
    name: 'appointments.new',
    help: 'appointments.new.help',
    fields: {
      phone: { kind: 'phone', label: 'appointments.phone' },
      time: { kind: 'text', label: 'appointments.when', required: true },
      about: { kind: 'text', label: 'appointments.about', limit: ABOUT_MAX },
    },
    async submit({ phone, time, about }, { nav, t, clock }) {
      const { when } = readWhen(time, clock.now(), app.timezone);
      if (when === undefined) return { field: 'time', text: t('appointments.time-wrong') };
      const id = app.kernel.ids.next();
      const key = normalizeNumber(phone).key ?? '';
      const told = { text: app.kernel.ids.next(), now: clock.now(), time: timeWords(when, app.timezone) };
      await app.kernel.transact(STAFF, (state) =>
        requestAppointment(state, { id, key, about, via: 'keypad', when }),
      );
      await app.kernel.transact(STAFF, (state) => confirmAppointment(state, id, { when, about }, told));
      nav.notice(t('appointments.saved'), 'good');
      nav.pop();
      return undefined;
    },
  });
}
