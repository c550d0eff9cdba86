/** Missed calls, until somebody has dealt with each. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { profilesByPhone } from '../../profile/index.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Outcome, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { type LoggedCall, missedCalls, missedCount } from '../queries.js';
import { callerNumber } from './words.js';

export function createDeskScreen(app: App, go: Go, path?: string): ListScreen<LoggedCall> {
  const { state } = app.kernel;

  function row(call: LoggedCall, context: ScreenContext): Line {
    const { t, format, size } = context;
    const who = profilesByPhone(state, call.key)[0]?.customer.name ?? t('calls.unknown');
    const number = callerNumber(call, t, format);
    return [
      span(`${format.dateTime(call.at)} `, 'dim'),
      ...cells([
        [number, 14],
        [who, Math.max(4, size.columns - 28)],
      ]),
    ];
  }

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
    row,
    open,
    key: (key, call, context) => {
      if (!call) return 'unused';
      if (key.name === '2') return callBack(call, context);
      if (key.name === '3') return close(call, context);
      return 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('calls.call-back') },
      { key: '3', label: t('calls.close') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}
