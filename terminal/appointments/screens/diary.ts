/** Who comes when: a day on the small screen, a week on the large one. */
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import { startOfDay } from '../../messaging/index.js';
import { cells, fit, line, pair, rule, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { type Appointment, appointmentsBetween } from '../queries.js';
import { createBookForm } from './forms.js';

const WEEK = 7;
const MARKS: Partial<Readonly<Record<Appointment['state'], string>>> = {
  kept: '√',
  missed: '×',
  requested: '?',
};

export function createDiary(app: App): Screen {
  /** Days from today. */
  let shift = 0;
  let forget = (): void => undefined;
  const isWide = ({ profile }: ScreenContext): boolean => profile.columns >= 80;
  const move = (days: number, { nav }: ScreenContext): void => {
    shift += days;
    nav.refresh();
  };

  return {
    name: 'appointments.diary',
    help: 'appointments.diary.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({
      body: isWide(context) ? weekLines(app, shift, context) : dayLines(app, shift, context),
      hints: [
        { key: 'ok', label: context.t('appointments.list') },
        { key: '2', label: context.t('appointments.new') },
        { key: '4', label: context.t('appointments.diary.earlier') },
        { key: '6', label: context.t('appointments.diary.later') },
        { key: '5', label: context.t('appointments.diary.today') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key(key, context) {
      switch (key.name) {
        case '4':
        case 'left':
          return move(-1, context);
        case '6':
        case 'right':
          return move(1, context);
        case 'pageup':
          return move(-WEEK, context);
        case 'pagedown':
          return move(WEEK, context);
        case '5':
          return move(-shift, context);
        case '2':
          return context.nav.push(createBookForm(app, { day: midnight(app, Math.max(0, shift)) }));
        case 'ok':
          return context.nav.pop();
        default:
          return 'unused';
      }
    },
  };
}

/** The shop's midnight so many days from today. */
function midnight(app: App, days: number): number {
  return startOfDay(app.clock.now(), app.timezone, days);
}

const onDay = (app: App, days: number): Appointment[] =>
  appointmentsBetween(app.kernel.state, midnight(app, days), midnight(app, days + 1));

function whoOf(app: App, one: Appointment, format: ScreenContext['format']): string {
  return (
    customersByPhone(app.kernel.state, one.key)[0]?.name ?? (one.key === '' ? '' : format.phone(one.key))
  );
}

function dayLines(app: App, shift: number, context: ScreenContext): Line[] {
  const { t, format, size } = context;
  const start = midnight(app, shift);
  const head = pair(
    [span(`${format.date(start)} ${format.weekday(start)}`, shift === 0 ? 'marked' : 'title')],
    shift === 0 ? t('appointments.diary.today') : '',
    size.columns,
  );
  const day = onDay(app, shift);
  if (day.length === 0) return [head, rule(size.columns), line(t('appointments.diary.empty'), 'dim')];
  const shown = day.slice(0, size.rows - 2).map((one) =>
    cells([
      [[span(`${format.time(one.due ?? 0)}${MARKS[one.state] ?? ''}`, 'strong')], 7],
      [whoOf(app, one, format), 10],
      [one.about, Math.max(4, size.columns - 19)],
    ]),
  );
  return [head, rule(size.columns), ...shown];
}

/** Seven columns from the chosen day on, each with the times and who comes. */
function weekLines(app: App, shift: number, context: ScreenContext): Line[] {
  const { size } = context;
  const width = Math.floor(size.columns / WEEK);
  const days = Array.from({ length: WEEK }, (_, index) => shift + index);
  const columns = days.map((day) => columnOf(app, day, width, context));
  return Array.from({ length: size.rows }, (_, row) =>
    columns.flatMap((column) => fit(column[row] ?? [], width)),
  );
}

function columnOf(app: App, day: number, width: number, { format, size }: ScreenContext): Line[] {
  const start = midnight(app, day);
  const head = [
    line(`${format.date(start)} ${format.weekday(start)}`, day === 0 ? 'marked' : 'title'),
    line('─'.repeat(width - 1), 'dim'),
  ];
  const each = onDay(app, day).flatMap((one): Line[] => [
    line(`${format.time(one.due ?? 0)}${MARKS[one.state] ?? ''}`, 'strong'),
    fit(line(whoOf(app, one, format)), width - 1),
    fit(line(one.about, 'dim'), width - 1),
  ]);
  const room = size.rows - head.length;
  if (each.length <= room) return [...head, ...each];
  return [...head, ...each.slice(0, room - 1), line('…', 'dim')];
}
