/** What is to be done for customers, whatever is due first; or the notes about one of them. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Hint, Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListOptions } from '../../ui/widgets/list.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { finishFollowup, postponeFollowup, WORDS_MAX } from '../commands.js';
import { type Followup, followupCountOf, followupsOf, openFollowupCount, openFollowups } from '../queries.js';
import { chooseWhen, createFollowupWriter } from './write.js';

export function createFollowupTasks(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Followup>({
    ...common(app, true),
    name: 'followups.tasks',
    help: 'followups.tasks.help',
    ...(path === undefined ? {} : { path }),
    empty: 'followups.tasks.empty',
    page: (offset, limit) => ({
      rows: openFollowups(state, offset, limit),
      total: openFollowupCount(state),
    }),
    key: (key, one, context) => {
      if (!one) return 'unused';
      if (key.name === '4') return go.customer(context.nav, one.customer);
      return actOn(app, key.name, one, context);
    },
    hints: (context, one) => hintsOf(context, one, [{ key: '4', label: context.t('followups.customer') }]),
  });
}

/** Of one customer: done and undone. */
export function createFollowupList(app: App, customerNo: number): Screen {
  const { state } = app.kernel;
  const write: (context: ScreenContext) => Hint = ({ t }) => ({ key: '1', label: t('followups.write') });
  return createListScreen<Followup>({
    ...common(app, false),
    name: 'followups.list',
    help: 'followups.list.help',
    empty: 'followups.list.empty',
    page: (offset, limit) => ({
      rows: followupsOf(state, customerNo, offset, limit),
      total: followupCountOf(state, customerNo),
    }),
    key: (key, one, context) => {
      if (key.name === '1') return context.nav.push(createFollowupWriter(app, customerNo));
      return one ? actOn(app, key.name, one, context) : 'unused';
    },
    hints: (context, one) => [write(context), ...hintsOf(context, one, [])],
  });
}

function common(app: App, named: boolean): Pick<ListOptions<Followup>, 'live' | 'row' | 'open'> {
  return {
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (one, context) => rowOf(app, one, named, context),
    open: (one, context) => showFollowup(app, one, context),
  };
}

async function actOn(app: App, key: string, one: Followup, context: ScreenContext): Promise<Outcome> {
  if (key === '2' && one.state !== 'done') return context.nav.push(createFinish(app, one.id));
  if (key === '3' && one.state !== 'note') return postpone(app, one.id, context);
  return 'unused';
}

async function postpone(app: App, id: string, context: ScreenContext): Promise<void> {
  const { nav, t, format } = context;
  await chooseWhen(app, context, {
    async at(due) {
      await app.kernel.transact(STAFF, (state) => postponeFollowup(state, id, due, app.clock.now()));
      nav.notice(t('followups.postponed', { time: format.dateTime(due) }), 'good');
    },
  });
}

function createFinish(app: App, id: string): Screen {
  return createTextScreen({
    name: 'followups.finish',
    help: 'followups.finish.help',
    limit: WORDS_MAX,
    async done(word, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => finishFollowup(state, id, word));
      nav.notice(t('followups.finished'), 'good');
      nav.pop();
    },
  });
}

/** The whole of a note, in words. */
async function showFollowup(app: App, one: Followup, { nav, t, format }: ScreenContext): Promise<void> {
  const name = customerByNo(app.kernel.state, one.customer)?.name ?? '';
  const due = one.due === null ? [] : [t('followups.due-at', { time: format.dateTime(one.due) })];
  const word = one.word === '' ? [] : [t('followups.went', { word: one.word })];
  const head = `${name}  ${format.dateTime(one.at)}  ${t(`followups.state.${one.state}`)}`;
  await nav.message([head, one.words, ...due, ...word].join('\n'));
}

/** `named`: with the customer's name. */
function rowOf(app: App, one: Followup, named: boolean, { t, format, size, clock }: ScreenContext): Line {
  const late = one.state === 'open' && one.due !== null && one.due <= clock.now();
  const style = late ? 'warning' : one.state === 'done' ? 'dim' : 'normal';
  const name = named ? (customerByNo(app.kernel.state, one.customer)?.name ?? '') : '';
  const stated = !named || size.columns >= 60;
  const room = size.columns - 12 - (stated ? 7 : 0) - (named ? 9 : 0);
  return cells([
    [[span(format.dateTime(one.due ?? one.at), style)], 11],
    ...(stated ? [[t(`followups.state.${one.state}`), 6] as const] : []),
    ...(named ? [[name, 8] as const] : []),
    [one.words, room],
  ]);
}

function hintsOf({ t }: ScreenContext, one: Followup | undefined, more: readonly Hint[]): Hint[] {
  const back: Hint = { key: 'cancel', label: t('ui.hint.back') };
  if (!one) return [back];
  const hints: Hint[] = [{ key: 'ok', label: t('ui.hint.open'), more: true }];
  if (one.state !== 'done') hints.push({ key: '2', label: t('followups.done') });
  if (one.state !== 'note') hints.push({ key: '3', label: t('followups.postpone') });
  return [...hints, ...more, back];
}
