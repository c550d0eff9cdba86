/** What is still open with a caller, before anything else is read: whoever answers must not be surprised by it. */
import { openAppointmentsOf } from '../../appointments/index.js';
import { openCasesOf } from '../../cases/index.js';
import type { Reader } from '../../kernel/database.js';
import { line } from '../../ui/lines.js';
import type { Line, ScreenContext } from '../../ui/types.js';
import type { LiveCall } from '../desk.js';
import { lastNoteOf, openCallsOf } from '../queries.js';

const MATTERS_MAX = 6;

/** Rows for the card; none when nothing is open. */
export function openMatters(state: Reader, { id, key }: LiveCall, context: ScreenContext): Line[] {
  if (key === '') return [];
  return [
    ...caseMatters(state, key, context),
    ...appointmentMatters(state, key, context),
    ...callMatters(state, id, key, context),
    ...noteMatter(state, id, key, context),
  ].slice(0, context.size.rows >= 14 ? MATTERS_MAX : 3);
}

function caseMatters(state: Reader, key: string, { t, format }: ScreenContext): Line[] {
  return openCasesOf(state, key)
    .slice(0, 2)
    .map(({ kind, at, body }) => {
      const facts = {
        kind: t(`cases.kind.${kind}`),
        date: format.date(at),
        body: body.replaceAll('\n', ' '),
      };
      return line(t('cases.matter', facts), 'warning');
    });
}

function appointmentMatters(state: Reader, key: string, { t, format }: ScreenContext): Line[] {
  return openAppointmentsOf(state, key)
    .slice(0, 2)
    .map(({ due, about }) => {
      const time = due === null ? t('appointments.no-time') : format.dateTime(due);
      return line(t('appointments.matter', { time, about }), 'strong');
    });
}

/** Missed calls of this number, and a promise to call back. */
function callMatters(state: Reader, id: string, key: string, { t, format }: ScreenContext): Line[] {
  const open = openCallsOf(state, key).filter((call) => call.id !== id);
  const first = open[0];
  if (!first) return [];
  const time = format.dateTime(first.callBack ?? first.at);
  const words = first.callBack === null ? 'calls.matter.missed' : 'calls.matter.call-back';
  return [line(t(words, { count: open.length, time }), 'warning')];
}

function noteMatter(state: Reader, id: string, key: string, { t }: ScreenContext): Line[] {
  const call = lastNoteOf(state, key);
  return call && call.id !== id ? [line(t('calls.matter.note', { note: call.note }), 'dim')] : [];
}
