/** Every call, the newest first. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { profilesByPhone } from '../../profile/index.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { callCount, callLog, type LoggedCall } from '../queries.js';
import { createCallScreen } from './one.js';
import { callerNumber } from './words.js';

/** When, from which number, who. */
export function callRow(app: App, call: LoggedCall, { t, format, size }: ScreenContext): Line {
  const when = span(`${format.dateTime(call.at)} `, 'dim');
  if (call.key === '') return [when, span(callerNumber(call, t, format))];
  const who = profilesByPhone(app.kernel.state, call.key)[0]?.customer.name ?? t('calls.stranger');
  const number = callerNumber(call, t, format);
  const room = Math.max(4, size.columns - 28);
  return [
    when,
    ...cells([
      [number, 14],
      [who, room],
    ]),
  ];
}

export function createCallLog(app: App, go: Go): Screen {
  const { state } = app.kernel;
  return createListScreen<LoggedCall>({
    name: 'calls.log',
    help: 'calls.log.help',
    path: '1-4',
    empty: 'calls.log.empty',
    page: (offset, limit) => ({ rows: callLog(state, offset, limit), total: callCount(state) }),
    open: ({ id }, { nav }) => nav.push(createCallScreen(app, go, id)),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (call, context) => [
      ...callRow(app, call, { ...context, size: { ...context.size, columns: context.size.columns - 7 } }),
      span(` ${context.t(`calls.state.${call.state}`)}`, call.state === 'missed' ? 'warning' : 'dim'),
    ],
  });
}
