/** Missed calls, until somebody has dealt with each. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { profilesByPhone } from '../../profile/index.js';
import { span } from '../../ui/lines.js';
import type { Line, Outcome, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { type LoggedCall, missedCalls, missedCount } from '../queries.js';
import { chooseCallBack, closeWithWord, dialBack } from './actions.js';
import { callRow, createCallLog } from './log.js';
import { createCallScreen } from './one.js';

export function createDeskScreen(app: App, go: Go, path?: string): ListScreen<LoggedCall> {
  const { state } = app.kernel;

  async function close(call: LoggedCall, context: ScreenContext): Promise<void> {
    if (await closeWithWord(app, call.id, context)) await list.reload(context);
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
    row: (call, context) => [...dueOf(call, context), ...callRow(app, call, context)],
    open,
    key: (key, call, context) => {
      if (key.name === '4') return context.nav.push(createCallLog(app, go));
      if (!call) return 'unused';
      if (key.name === '2') return dialBack(app, call, context);
      if (key.name === '3') return close(call, context);
      if (key.name === '5') return context.nav.push(createCallScreen(app, go, call.id));
      if (key.name === '6' && call.key !== '') return chooseCallBack(app, call.id, context);
      return 'unused';
    },
    hints: ({ t }, call) => {
      const numbered = call !== undefined && call.key !== '';
      return [
        ...(numbered ? [{ key: 'ok', label: t('ui.hint.open') } as const] : []),
        ...(numbered ? [{ key: '2', label: t('calls.call-back') } as const] : []),
        ...(call ? [{ key: '3', label: t('calls.close') } as const] : []),
        { key: '4', label: t('calls.log') },
        ...(call ? [{ key: '5', label: t('calls.one'), more: true } as const] : []),
        ...(numbered ? [{ key: '6', label: t('calls.when'), more: true } as const] : []),
        { key: 'cancel', label: t('ui.hint.back') },
      ];
    },
  });
  return list;
}

/** Tried already, or due: what to do first is seen at once. */
function dueOf({ callBack, tried }: LoggedCall, context: ScreenContext): Line {
  const { t, clock } = context;
  if (callBack !== null)
    return [span(`${timeOf(callBack, context)} `, callBack <= clock.now() ? 'warning' : 'dim')];
  return tried === null ? [] : [span(`${t('calls.tried.short')} `, 'dim')];
}

/** The hour is enough today; of another day its date comes first, and a narrow row has room for that alone. */
function timeOf(at: number, { clock, format, size }: ScreenContext): string {
  const now = clock.now();
  if (format.date(at, now) === format.date(now, now)) return format.time(at);
  return size.columns < 60 ? format.date(at) : format.dateTime(at);
}
