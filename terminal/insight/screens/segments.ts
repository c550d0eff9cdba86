/** How many customers are of which sort; each row leads to them. */
import type { Cancel } from '../../../drivers/host/types.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { EMPTY, line, paragraph, span, styled } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { chartLines } from '../../ui/widgets/chart.js';
import { AT_START, digitOfRow, moved, rowOfDigit, within } from '../../ui/widgets/window.js';
import { type Gathered, gatherSegments } from '../gather.js';
import { customerValue } from '../queries.js';
import { SEGMENTS, type Segment } from '../segments.js';
import { createPeopleList } from './people.js';

export function createSegmentChart(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  let gathered: Gathered = { members: new Map(), part: 0 };
  let window = AT_START;
  let cancel: Cancel = () => undefined;

  function open(segment: Segment, { nav, t }: ScreenContext): void {
    const members = gathered.members.get(segment) ?? [];
    nav.push(
      createPeopleList(app, go, {
        name: 'insight.segment',
        title: t(`insight.segment.${segment}`),
        page: (offset, limit) => ({
          rows: members.slice(offset, offset + limit).flatMap((no) => customerValue(state, no) ?? []),
          total: members.length,
        }),
        everybody: () => members,
      }),
    );
  }

  return {
    name: 'insight.segments',
    help: 'insight.segments.help',
    path,
    enter({ nav }) {
      cancel();
      cancel = gatherSegments(state, app.clock, (next) => {
        gathered = next;
        nav.refresh();
      });
    },
    closed: () => cancel(),
    view: (context) => ({
      body: bodyOf(gathered, window.marked, context),
      hints: [
        { key: 'ok', label: context.t('ui.hint.open') },
        { key: '0', label: context.t('insight.meaning') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key(key, context) {
      if (key.name === '0') return context.nav.message(meaningOf(window.marked, context));
      const row = rowOfDigit(key.name, SEGMENTS.length) ?? (key.name === 'ok' ? window.marked : undefined);
      const segment = row === undefined ? undefined : SEGMENTS[row];
      if (segment !== undefined) return open(segment, context);
      const next = moved(window, key.name, SEGMENTS.length, SEGMENTS.length);
      if (next === undefined) return 'unused';
      window = within(next, SEGMENTS.length, SEGMENTS.length);
      return context.nav.refresh();
    },
  };
}

function meaningOf(marked: number, { t }: ScreenContext): string {
  return t(`insight.means.${SEGMENTS[marked] ?? 'casual'}`);
}

function bodyOf({ members, part }: Gathered, marked: number, context: ScreenContext): Line[] {
  const { t, size } = context;
  const count = (segment: Segment): number => members.get(segment)?.length ?? 0;
  const total = SEGMENTS.reduce((sum, segment) => sum + count(segment), 0);
  const rows = chartLines(
    SEGMENTS.map((segment, index) => ({
      label: `${digitOfRow(index)} ${t(`insight.segment.${segment}`)}`,
      count: count(segment),
    })),
    size.columns,
    total,
  ).map((row, index) => (index === marked ? styled(row, 'marked') : row));
  const doing = part < 1 ? [line(t('insight.gathering', { part: Math.floor(part * 100) }), 'dim')] : [];
  const words = paragraph(meaningOf(marked, context), size.columns, 'dim');
  const below = rows.length + doing.length + words.length + 1 <= size.rows ? [EMPTY, ...words] : [];
  return total === 0 && part === 1 ? [[span(t('insight.empty'), 'dim')]] : [...rows, ...doing, ...below];
}
