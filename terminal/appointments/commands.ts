import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { queueText, wordsOf } from '../messaging/index.js';
import type { AppointmentsEvents } from './events.js';
import { type Appointment, appointmentById, openAppointmentsOf, toRemind } from './queries.js';

type AppointmentsEvent = EventOf<AppointmentsEvents>;

/** Characters of what it is about. */
export const ABOUT_MAX = 80;
/** Open ones of one number; more are for a person to talk about. */
export const APPOINTMENTS_MAX = 3;

export interface WantedAppointment {
  readonly id: string;
  readonly key: string;
  readonly about: string;
  readonly via: 'text' | 'keypad';
  /** ms since 1970 UTC */
  readonly when?: number;
}

/** Throws `command/appointment-many` for a number with APPOINTMENTS_MAX open ones. */
export function requestAppointment(state: Reader, wanted: WantedAppointment): Decision<void> {
  const { id, key, via, when } = wanted;
  if (openAppointmentsOf(state, key).length >= APPOINTMENTS_MAX)
    throw new TerminalError('command/appointment-many', 'this number has enough open appointments');
  const about = aboutOf(wanted.about);
  const event: AppointmentsEvent = {
    type: 'appointments.requested',
    v: 1,
    appointment: id,
    key,
    about,
    via,
    ...(when !== undefined && { when }),
  };
  return { events: [event], result: undefined };
}

/** Asked for and agreed in one: somebody stands at the counter, or is on the line. Throws as the two apart do. */
export function bookAppointment(
  state: Reader,
  wanted: WantedAppointment & { readonly when: number },
  told: Told,
): Decision<{ texted: boolean }> {
  const requested = requestAppointment(state, wanted);
  if (wanted.when <= told.now)
    throw new TerminalError('command/appointment-past', 'this time is over already');
  const { id, key, when } = wanted;
  const about = aboutOf(wanted.about);
  const confirmed: AppointmentsEvent = {
    type: 'appointments.confirmed',
    v: 1,
    appointment: id,
    when,
    about,
  };
  const text = confirmationTo(state, key, about, told);
  return { events: [...requested.events, confirmed, ...text], result: { texted: text.length > 0 } };
}

export interface Told {
  /** Id for the text. */
  readonly text: string;
  readonly now: number;
  /** The time as the customer reads it. */
  readonly time: string;
}

/** Throws `command/appointment-unknown`, `command/appointment-over` or `command/appointment-past`. */
export function confirmAppointment(
  state: Reader,
  id: string,
  { when, about }: { readonly when: number; readonly about: string },
  told: Told,
): Decision<{ texted: boolean }> {
  const { key } = openOne(state, id);
  if (when <= told.now) throw new TerminalError('command/appointment-past', 'this time is over already');
  const clean = aboutOf(about);
  const confirmed: AppointmentsEvent = {
    type: 'appointments.confirmed',
    v: 1,
    appointment: id,
    when,
    about: clean,
  };
  const text = confirmationTo(state, key, clean, told);
  return { events: [confirmed, ...text], result: { texted: text.length > 0 } };
}

export function cancelAppointment(state: Reader, id: string, told: Told): Decision<void> {
  const { key } = openOne(state, id);
  const cancelled: AppointmentsEvent = { type: 'appointments.cancelled', v: 1, appointment: id, by: 'staff' };
  return {
    events: [cancelled, ...textTo(state, key, '您的预约已取消，如有需要请再联系我们。', told)],
    result: undefined,
  };
}

/** The customer takes all of them back. Empty when there was none. */
export function withdrawAppointments(state: Reader, key: string): readonly DomainEvent[] {
  return openAppointmentsOf(state, key).map(
    ({ id }): AppointmentsEvent => ({
      type: 'appointments.cancelled',
      v: 1,
      appointment: id,
      by: 'customer',
    }),
  );
}

export function settleAppointment(state: Reader, id: string, kept: boolean): Decision<void> {
  openOne(state, id);
  const event: AppointmentsEvent = {
    type: kept ? 'appointments.kept' : 'appointments.missed',
    v: 1,
    appointment: id,
  };
  return { events: [event], result: undefined };
}

/** Reminders for what is due from `from` to before `to`: text and mark are one commit, so that each is reminded once. */
export function remind(
  state: Reader,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
  nextId: () => string,
  timeOf: (ms: number) => string,
): Decision<void> {
  const events = toRemind(state, from, to).flatMap(({ id, key, about, due }) => {
    const time = timeOf(due ?? now);
    const reminded: AppointmentsEvent = { type: 'appointments.reminded', v: 1, appointment: id };
    const words = wordsOf(state, 'appointment-reminder', { 时间: time, 内容: about });
    return [...textTo(state, key, words, { text: nextId(), now, time }), reminded];
  });
  return { events, result: undefined };
}

function confirmationTo(state: Reader, key: string, about: string, told: Told): readonly DomainEvent[] {
  return textTo(state, key, wordsOf(state, 'appointment-confirmed', { 时间: told.time, 内容: about }), told);
}

function textTo(state: Reader, key: string, words: string, { text, now }: Told): readonly DomainEvent[] {
  const queued = queueText(state, { id: text, key, text: words, purpose: 'service', cause: 'staff', now });
  return 'event' in queued ? [queued.event] : [];
}

function openOne(state: Reader, id: string): Appointment {
  const found = appointmentById(state, id);
  if (!found) throw new TerminalError('command/appointment-unknown', 'there is no such appointment');
  if (found.state !== 'requested' && found.state !== 'confirmed')
    throw new TerminalError('command/appointment-over', 'this appointment is over');
  return found;
}

function aboutOf(text: string): string {
  return [...printable(text).trim()].slice(0, ABOUT_MAX).join('');
}
