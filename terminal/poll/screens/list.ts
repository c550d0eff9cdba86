/** Votes and surveys, and making one. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { startOfDay } from '../../messaging/index.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { openPoll, type WantedPoll } from '../commands.js';
import { answerCount, type Poll, pollCount, polls } from '../queries.js';
import { createResultScreen } from './result.js';

const DAY_MS = 24 * 3600_000;

export function createPollList(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Poll>({
    name: 'poll.list',
    help: 'poll.list.help',
    path,
    empty: 'poll.list.empty',
    page: (offset, limit) => ({ rows: polls(state, offset, limit), total: pollCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (poll, { t, size, clock }) => {
      const open = stateOf(poll, clock.now());
      return cells([
        [[span(`TP${poll.no}`, 'key')], 5],
        [t(`poll.kind.${poll.kind}`), 6],
        [[span(t(`poll.state.${open}`), open === 'open' ? 'good' : 'dim')], 7],
        [poll.title, Math.max(4, size.columns - 28)],
        [String(answerCount(state, poll.id)), -5],
      ]);
    },
    open: ({ id }, { nav }) => nav.push(createResultScreen(app, go, id)),
    key: (key, _row, { nav }) => {
      if (key.name === '2') return nav.push(createVoteForm(app));
      if (key.name === '3') return nav.push(createSurveyForm(app));
      return 'unused';
    },
    hints: ({ t }, row) => [
      ...(row ? [{ key: 'ok', label: t('poll.result') } as const] : []),
      { key: '2', label: t('poll.new-vote'), right: 'votes.run' },
      { key: '3', label: t('poll.new-survey'), right: 'votes.run' },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function stateOf({ opens, closes }: Poll, now: number): 'open' | 'soon' | 'closed' {
  if (now >= closes) return 'closed';
  return now < opens ? 'soon' : 'open';
}

const OPTION = { kind: 'text', label: 'poll.option', limit: 20 } as const;
const DAYS = { kind: 'number', label: 'poll.days', required: true, initial: 7, min: 1, max: 90 } as const;

const AFTER = { kind: 'number', label: 'poll.after', initial: 0, min: 0, max: 90 } as const;

function createVoteForm(app: App): Screen {
  return createFormScreen({
    name: 'poll.new-vote',
    help: 'poll.new-vote.help',
    fields: {
      title: { kind: 'text', label: 'poll.title', required: true, limit: 40 },
      a: OPTION,
      b: OPTION,
      c: OPTION,
      d: OPTION,
      e: OPTION,
      f: OPTION,
      after: AFTER,
      days: DAYS,
      changeable: {
        kind: 'choice',
        label: 'poll.changeable',
        choices: [
          { value: false, label: 'poll.changeable.no' },
          { value: true, label: 'poll.changeable.yes' },
        ],
      },
    },
    async submit({ title, a, b, c, d, e, f, after, days, changeable }, context) {
      const questions = [{ text: title, options: [a, b, c, d, e, f] }];
      await make(app, { kind: 'vote', title, questions, changeable }, { after, days }, context);
    },
  });
}

const SCALES = {
  marks: ['很不满意', '不满意', '一般', '满意', '很满意'],
  'yes-no': ['是', '否'],
  words: [],
} as const;
const QUESTION = { kind: 'text', label: 'poll.question', limit: 60 } as const;

function createSurveyForm(app: App): Screen {
  return createFormScreen({
    name: 'poll.new-survey',
    help: 'poll.new-survey.help',
    fields: {
      title: { kind: 'text', label: 'poll.survey-title', required: true, limit: 40 },
      a: { ...QUESTION, required: true },
      b: QUESTION,
      c: QUESTION,
      d: QUESTION,
      scale: {
        kind: 'choice',
        label: 'poll.scale',
        choices: (['marks', 'yes-no', 'words'] as const).map((value) => ({
          value,
          label: `poll.scale.${value}`,
        })),
      },
      after: AFTER,
      days: DAYS,
    },
    async submit({ title, a, b, c, d, scale, after, days }, context) {
      const asked = [a, b, c, d].filter((text) => text !== '');
      const questions = asked.map((text) => ({ text, options: SCALES[scale] }));
      await make(app, { kind: 'survey', title, questions, changeable: true }, { after, days }, context);
    },
  });
}

type Typed = Pick<WantedPoll, 'kind' | 'title' | 'questions' | 'changeable'>;

/** `after`: days until it opens, at midnight; none: at once. */
interface Span {
  readonly after: number | undefined;
  readonly days: number;
}

async function make(
  app: App,
  typed: Typed,
  { after = 0, days }: Span,
  { nav, t, format, clock }: ScreenContext,
): Promise<void> {
  const now = clock.now();
  const today = startOfDay(now, app.timezone);
  const opens = after === 0 ? now : startOfDay(today + after * DAY_MS + DAY_MS / 2, app.timezone);
  const wanted = { ...typed, id: app.kernel.ids.next(), opens, closes: opens + days * DAY_MS };
  const { number: no } = await app.kernel.transact(STAFF, (state) => openPoll(state, wanted));
  const told = after === 0 ? t('poll.opened', { no }) : t('poll.opens', { no, time: format.dateTime(opens) });
  nav.notice(told, 'good');
  nav.pop();
}
