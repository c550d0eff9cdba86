/** The finer rules of points: a day of the week, a class of product, a level by points, rounding, warnings; from a day on. */
import type { App } from '../../app.js';
import { momentOf, startOfDay } from '../../messaging/index.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import type { Program } from '../program.js';
import { programAt } from '../queries.js';
import { setProgram } from '../set-program.js';
import { pendingLine } from './pending.js';

const DAYS = ['', '0', '1', '2', '3', '4', '5', '6'].map((value) => ({
  value,
  label: `loyalty.more.day.${value || 'none'}`,
}));
const PERCENT_MAX = 10_000;
const CLASS_LENGTH_MAX = 12;

const number = (label: string, initial: number | undefined) => ({
  ...({ kind: 'number', label, max: PERCENT_MAX } as const),
  ...(initial !== undefined && { initial }),
});

export function createMoreRulesScreen(app: App, path?: string): Screen {
  const { kernel, clock, timezone } = app;
  const program = programAt(kernel.state, clock.now());
  const [level] = program.levels;
  return createFormScreen({
    name: 'loyalty.more',
    help: 'loyalty.more.help',
    ...(path === undefined ? {} : { path }),
    fields: {
      day: { kind: 'choice', label: 'loyalty.more.day', choices: DAYS, initial: '' },
      // Of points the highest factor counts, and without a rule it is 100.
      dayPercent: { ...number('loyalty.more.percent', undefined), min: 100 },
      className: { kind: 'text', label: 'loyalty.more.class', limit: CLASS_LENGTH_MAX },
      classPercent: number('loyalty.more.percent', undefined),
      earned: { ...number('loyalty.more.earned', level?.earned), max: 99_999_999 },
      rounding: {
        ...{ kind: 'choice', label: 'loyalty.more.rounding', initial: program.rounding },
        choices: [
          { value: 'down', label: 'loyalty.more.down' },
          { value: 'nearest', label: 'loyalty.more.nearest' },
        ],
      },
      warn: number('loyalty.more.warn', program.warnDays),
      from: {
        ...{ kind: 'phone', label: 'loyalty.more.from' },
        check: (text) => (text === '' || isDay(text) ? undefined : 'loyalty.more.from.wrong'),
      },
    },
    below: (_, context) => pendingLine(kernel.state, clock, context),
    async submit(values, { nav, t, format }) {
      const now = clock.now();
      const day = values.from === '' ? now : startOf(values.from, timezone);
      if (day < startOfDay(now, timezone)) return { field: 'from', text: t('loyalty.more.from.past') };
      // Rules of today begin now: from midnight on they would stand behind others that were set this morning.
      const from = Math.max(now, day);
      const changed = changedBy(values, programAt(kernel.state, from));
      await kernel.transact(STAFF, (state) => setProgram(state, changed, from));
      nav.pop();
      nav.notice(
        from > now ? t('loyalty.more.later', { day: format.date(from, now) }) : t('loyalty.rules.set'),
        'good',
      );
      return undefined;
    },
  });
}

interface Typed {
  readonly day: string;
  readonly dayPercent: number | undefined;
  readonly className: string;
  readonly classPercent: number | undefined;
  readonly earned: number | undefined;
  readonly rounding: string;
  readonly warn: number | undefined;
}

/** 100 percent is what holds without a rule: it takes one away. */
function changedBy(typed: Typed, { warnDays: _, ...program }: Program): Program {
  const { day, dayPercent = 100, className, classPercent = 100, earned, rounding, warn } = typed;
  const [level, ...higher] = program.levels;
  const { earned: __, ...first } = level ?? { name: '', earn: 100, pays: 100 };
  return {
    ...program,
    weekdays: day === '' ? program.weekdays : withPercent(program.weekdays, day, dayPercent),
    classes:
      className === ''
        ? (program.classes ?? {})
        : withPercent(program.classes ?? {}, className, classPercent),
    levels: level ? [{ ...first, ...(earned !== undefined && earned > 0 && { earned }) }, ...higher] : [],
    rounding: rounding === 'nearest' ? 'nearest' : 'down',
    ...(warn !== undefined && warn > 0 && { warnDays: warn }),
  };
}

function withPercent(
  all: Readonly<Record<string, number>>,
  name: string,
  percent: number,
): Record<string, number> {
  const { [name]: _, ...others } = all;
  return percent === 100 ? others : { ...others, [name]: percent };
}

/** `20261122`, and no 30th of February. */
function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && date.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
}

/** Midnight of `20261122` in the shop's zone. */
function startOf(digits: string, zone: string): number {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  return momentOf({ year: year ?? 0, month: month ?? 1, day: day ?? 1, minute: 0 }, zone);
}
