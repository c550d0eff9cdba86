/** A vote or survey while it runs: bars that follow every text. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { queueReceipt } from '../../receipts/index.js';
import { shopOf } from '../../shop/index.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Hint, Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { chartLines } from '../../ui/widgets/chart.js';
import { closePoll } from '../commands.js';
import { answerCount, type Poll, pollById, tally, wordsTo } from '../queries.js';
import { resultReceipt } from '../receipt.js';

export function createResultScreen(app: App, go: Go, id: string): Screen {
  let question = 0;
  let forget = (): void => undefined;

  async function print(poll: Poll, { nav, t, format, clock }: ScreenContext): Promise<Outcome> {
    const job = app.kernel.ids.next();
    const time = format.dateTime(clock.now());
    await app.kernel.transact(STAFF, (state) => {
      const counts = poll.questions.map((_, index) => tally(state, poll, index));
      const result = { shop: shopOf(state).name, time, poll, counts, voices: answerCount(state, id) };
      return { events: [queueReceipt(job, resultReceipt(result))], result: undefined };
    });
    nav.notice(t('poll.printing'), 'good');
    return undefined;
  }

  async function close({ nav, t, clock }: ScreenContext): Promise<Outcome> {
    if (!(await nav.confirm(t('poll.close.ask')))) return undefined;
    await app.kernel.transact(STAFF, (state) => closePoll(state, id, clock.now()));
    nav.notice(t('poll.closed'), 'good');
    return undefined;
  }

  return {
    name: 'poll.result',
    help: 'poll.result.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => {
      const poll = pollById(app.kernel.state, id);
      return { body: bodyOf(app, poll, question, context), hints: hintsOf(poll, context) };
    },
    key(key, context) {
      const poll = pollById(app.kernel.state, id);
      if (!poll) return 'unused';
      if (key.name === '2') return print(poll, context);
      if (key.name === '4') return maySend(poll, context) ? go.askSurvey(context.nav, poll.id) : 'unused';
      if (key.name === '3') return poll.closes <= context.clock.now() ? 'unused' : close(context);
      if (poll.questions.length === 1 || (key.name !== 'up' && key.name !== 'down')) return 'unused';
      const next = question + (key.name === 'down' ? 1 : -1);
      question = Math.max(0, Math.min(poll.questions.length - 1, next));
      return context.nav.refresh();
    },
  };
}

function hintsOf(poll: Poll | undefined, context: ScreenContext): Hint[] {
  const { t, clock } = context;
  const hints: Hint[] = [];
  if (maySend(poll, context)) hints.push({ key: '4', label: t('poll.send'), right: 'votes.run' });
  hints.push({ key: '2', label: t('poll.print') });
  if (poll && poll.closes > clock.now()) hints.push({ key: '3', label: t('poll.close'), right: 'votes.run' });
  return [...hints, { key: 'cancel', label: t('ui.hint.back') }];
}

/** A survey that is open may be put to customers who have not asked for it. */
function maySend(poll: Poll | undefined, { clock }: ScreenContext): boolean {
  const now = clock.now();
  return poll?.kind === 'survey' && poll.opens <= now && now < poll.closes;
}

function bodyOf(
  app: App,
  poll: Poll | undefined,
  index: number,
  { t, format, size, clock }: ScreenContext,
): Line[] {
  const asked = poll?.questions[index];
  if (!poll || !asked) return [];
  const { state } = app.kernel;
  const head = pair(
    [span(`TP${poll.no} `, 'key'), span(poll.title, 'title')],
    poll.opens > clock.now()
      ? t('poll.from', { time: format.dateTime(poll.opens) })
      : t('poll.until', { time: format.dateTime(poll.closes) }),
    size.columns,
  );
  const voices = line(t('poll.voices', { count: answerCount(state, poll.id) }), 'dim');
  const place = poll.questions.length > 1 ? `${index + 1}/${poll.questions.length} ` : '';
  const words = asked.text === poll.title ? [] : paragraph(`${place}${asked.text}`, size.columns);
  // The bars count: a long question gives way to them.
  const many = words.slice(0, Math.max(1, size.rows - 3 - asked.options.length));
  if (asked.options.length === 0) {
    const said = wordsTo(state, poll.id, index, size.rows).flatMap((text) =>
      paragraph(`· ${text}`, size.columns),
    );
    return [head, voices, ...many, EMPTY, ...said];
  }
  const counts = tally(state, poll, index);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rows = asked.options.map((option, at) => ({ label: `${at + 1} ${option}`, count: counts[at] ?? 0 }));
  return [head, voices, ...many, EMPTY, ...chartLines(rows, size.columns, total)];
}
