/** Missed calls, until somebody has dealt with each. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { profilesByPhone } from '../../profile/index.js';
import type { Outcome, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { type LoggedCall, missedCalls, missedCount } from '../queries.js';
import { callRow, createCallLog } from './log.js';

export function createDeskScreen(app: App, go: Go, path?: string): ListScreen<LoggedCall> {
  const { state } = app.kernel;

  async function callBack({ key }: LoggedCall, { nav, t, format }: ScreenContext): Promise<void> {
    if (key === '') return;
    await app.desk.dial(key);
    nav.notice(t('calls.dialling', { number: format.phone(key) }));
  }

  async function close(call: LoggedCall, context: ScreenContext): Promise<void> {
    await app.desk.close(call.id);
    context.nav.notice(context.t('calls.closed'), 'good');
    await list.reload(context);
  }

  function open(call: LoggedCall, { nav }: ScreenContext): Outcome {
    if (call.key === '') return 'unused';
    const known = profilesByPhone(state, call.key)[0];
    return known ? go.customer(nav, known.customer.no) : go.register(nav, call.key);
  }

  const list = createListScreen<LoggedCall>({
    name: 'calls.desk',
    help: 'calls.desk.help',
    ...(path === undefined ? {} : { path }),
    empty: 'calls.desk.empty',
    page: (offset, limit) => ({ rows: missedCalls(state, offset, limit), total: missedCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (call, context) => callRow(app, call, context),
    open,
    key: (key, call, context) => {
      if (key.name === '4') return context.nav.push(createCallLog(app));
      if (!call) return 'unused';
      if (key.name === '2') return callBack(call, context);
      if (key.name === '3') return close(call, context);
      return 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('calls.call-back') },
      { key: '3', label: t('calls.close') },
      { key: '4', label: t('calls.log') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}
