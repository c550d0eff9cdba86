/** Before a bulk of texts leaves: what it is, and nothing has left yet. */
import type { App } from '../../app.js';
import { civilOf, momentOf } from '../../messaging/index.js';
import { STAFF } from '../../staff.js';
import { cells, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import type { Left } from '../choose.js';
import { start } from '../commands.js';
import type { Preview } from '../preview.js';
import type { Repeat } from '../schedule.js';
import { createAudienceForm, createWords, type Writing } from './write.js';

/** Tenths of a fen to fen, rounded up: nobody should be surprised. */
const fen = (cost: number): number => Math.ceil(cost / 10);

export function createPreview(app: App, writing: Writing, seen: Preview): Screen {
  async function begin({ nav, t, format }: ScreenContext): Promise<void> {
    const cost = format.money(fen(seen.cost));
    const { recipients } = seen;
    if (recipients > 0 && !(await nav.confirm(t('campaigns.start.sure', { recipients, cost })))) return;
    const at = app.clock.now();
    await app.kernel.transact(STAFF, (state) => start(state, { campaign: writing.id, at, recipients }));
    nav.notice(t('campaigns.started'), 'good');
    nav.pop();
  }

  return {
    name: 'campaigns.preview',
    help: 'campaigns.preview.help',
    view: (context) => ({
      body: previewLines(app, writing, seen, context),
      hints: [
        { key: 'ok', label: context.t('campaigns.start') },
        { key: '1', label: context.t('campaigns.who-not') },
        { key: '2', label: context.t('campaigns.edit-text') },
        { key: '3', label: context.t('campaigns.edit-audience') },
        { key: '4', label: context.t('campaigns.set-time') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key({ name }, context) {
      const { nav } = context;
      if (name === 'ok') return begin(context);
      if (name === '1') return nav.push(createLeftList(seen.left));
      if (name === '2') return nav.replace(createWords(app, writing));
      if (name === '3') return nav.replace(createAudienceForm(app, writing));
      if (name === '4') return nav.replace(createSchedule(app, writing, seen.recipients));
      return 'unused';
    },
  };
}

function previewLines(app: App, { purpose }: Writing, seen: Preview, context: ScreenContext): Line[] {
  const { t, format, size } = context;
  const { recipients, parts, counts, samples, risky } = seen;
  const left = [...counts].sort(([, one], [, other]) => other - one);
  const count = left.reduce((sum, [, n]) => sum + n, 0);
  const gets = t('campaigns.preview.gets', { recipients, parts, cost: format.money(fen(seen.cost)) });
  const whys = left.map(([why, n]) => `${t(`campaigns.why.${why}`)} ${n}`).join(' · ');
  const waits = seen.beginsAt > app.clock.now() + 60_000;
  return [
    ...paragraph(recipients === 0 ? t('campaigns.preview.nobody') : gets, size.columns, 'strong'),
    ...(recipients === 0
      ? []
      : [
          pair(
            t('campaigns.preview.finish', { at: format.dateTime(seen.finishAt) }),
            t(`campaigns.purpose.${purpose}`),
            size.columns,
          ),
        ]),
    ...(count === 0
      ? []
      : paragraph(`${t('campaigns.preview.left', { count })}  ${whys}`, size.columns, 'warning')),
    ...(waits
      ? [line(t('campaigns.preview.begins', { at: format.dateTime(seen.beginsAt) }), 'warning')]
      : []),
    ...(risky.length === 0
      ? []
      : paragraph(t('campaigns.preview.risky', { words: risky.join(' ') }), size.columns, 'warning')),
    ...samples.flatMap((body, index) =>
      paragraph(`${t('campaigns.sample', { n: index + 1 })} ${body}`, size.columns, 'dim'),
    ),
  ];
}

function createLeftList(left: readonly Left[]): Screen {
  return createListScreen<Left>({
    name: 'campaigns.who-not',
    help: 'campaigns.who-not.help',
    page: (offset, limit) => ({ rows: left.slice(offset, offset + limit), total: left.length }),
    row: ({ member, why }, { t, format, size }) =>
      cells([
        [member.name, 12],
        [member.keys[0] === undefined ? '' : format.phone(member.keys[0]), 14],
        [[span(t(`campaigns.why.${why}`), 'warning')], Math.max(4, size.columns - 32)],
      ]),
  });
}

const REPEATS = ['once', 'day', 'week', 'month', 'year'] as const;

function createSchedule(app: App, writing: Writing, recipients: number): Screen {
  const four = (text: string): string | undefined =>
    /^\d{4}$/.test(text) ? undefined : 'campaigns.schedule.wrong';
  return createFormScreen({
    name: 'campaigns.schedule',
    help: 'campaigns.schedule.help',
    fields: {
      date: { kind: 'phone', label: 'campaigns.schedule.date', required: true, check: four },
      time: {
        kind: 'phone',
        label: 'campaigns.schedule.time',
        required: true,
        initial: '1000',
        check: four,
      },
      repeat: {
        kind: 'choice',
        label: 'campaigns.schedule.repeat',
        choices: REPEATS.map((value) => ({ value, label: `campaigns.repeat.${value}` })),
      },
    },
    async submit({ date, time, repeat }, { nav, t, format }) {
      const at = nextTime(date, time, app.clock.now(), app.timezone);
      if (at === undefined) return { field: 'date', text: t('campaigns.schedule.wrong') };
      if (at === 'over') return { field: 'time', text: t('campaigns.schedule.over') };
      if (typeof at === 'object') return { field: 'date', text: t('campaigns.schedule.no-day', at) };
      const again: { repeat?: Repeat } = repeat === 'once' ? {} : { repeat };
      const wanted = { campaign: writing.id, at, recipients, ...again };
      await app.kernel.transact(STAFF, (state) => start(state, wanted));
      nav.notice(t('campaigns.scheduled', { at: format.fullTime(at) }), 'good');
      nav.pop();
      return undefined;
    },
  });
}

const LEAP_YEAR = 2024;

/**
 * The next time of that day and hour: this year, or the next when the day is over; the `year` that has no 29th of February; none for the
 * 30th.
 */
function nextTime(
  date: string,
  time: string,
  now: number,
  zone: string,
): number | 'over' | { readonly year: number } | undefined {
  const [month, day] = [Number(date.slice(0, 2)), Number(date.slice(2))];
  const [hour, minute] = [Number(time.slice(0, 2)), Number(time.slice(2))];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return undefined;
  const lastOf = (year: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastOf(LEAP_YEAR)) return undefined;
  const today = civilOf(now, zone);
  const times = [today.year, today.year + 1]
    .filter((year) => day <= lastOf(year))
    .map((year) => momentOf({ year, month, day, minute: hour * 60 + minute }, zone));
  const isToday = today.month === month && today.day === day;
  if (isToday && (times[0] ?? now) <= now) return 'over';
  const isBehind = month < today.month || (month === today.month && day < today.day);
  return times.find((at) => at > now) ?? { year: today.year + (isBehind ? 1 : 0) };
}
