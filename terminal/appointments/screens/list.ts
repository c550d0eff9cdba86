/** The schedule: what was asked for, what is agreed. */
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { cancelAppointment, settleAppointment } from '../commands.js';
import { type Appointment, missedTimes, openAppointmentCount, schedule } from '../queries.js';
import { createDiary } from './diary.js';
import { createBookForm, createConfirmForm } from './forms.js';

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
    open: (one, { nav }) => nav.push(createConfirmForm(app, one)),
    key: (key, one, context) => {
      if (key.name === '2') return context.nav.push(createBookForm(app, {}));
      if (key.name === '6') return context.nav.push(createDiary(app));
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
      { key: '6', label: t('appointments.diary') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function rowOf(app: App, one: Appointment, { t, format, size, clock }: ScreenContext): Line {
  const who = customersByPhone(app.kernel.state, one.key)[0]?.name ?? format.phone(one.key);
  const late = one.due !== null && one.due < clock.now();
  const missed = missedTimes(app.kernel.state, one.key);
  const about =
    missed === 0 ? one.about : `${one.about} ${t('appointments.missed-times', { count: missed })}`;
  const time = one.due === null ? t('appointments.no-time') : format.dateTime(one.due);
  return cells([
    [[span(time, late || one.due === null ? 'warning' : 'strong')], 11],
    [t(`appointments.state.${one.state}`), 6],
    [who, 8],
    [about, Math.max(4, size.columns - 29)],
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
