/** One call of the log: who, when, what was said, and what is still to be done. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { profilesByPhone } from '../../profile/index.js';
import { EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { callById, type LoggedCall } from '../queries.js';
import { block, chooseCallBack, closeWithWord, createNoteScreen, dialBack } from './actions.js';
import { callerNumber, takesTexts } from './words.js';

export function createCallScreen(app: App, go: Go, id: string): Screen {
  const shown = (): LoggedCall | undefined => callById(app.kernel.state, id);
  let forget = (): void => undefined;
  return {
    name: 'calls.one',
    help: 'calls.one.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({ body: bodyOf(app, shown(), context), hints: hintsOf(shown(), context) }),
    async key(key, context) {
      const call = shown();
      if (!call) return 'unused';
      switch (key.name) {
        case '2':
          return dialBack(app, call, context);
        case '3':
          if (call.open === 1) await closeWithWord(app, id, context);
          return undefined;
        case '4':
          return context.nav.push(createNoteScreen(app, id));
        case '5':
          return takesTexts(call.key)
            ? go.compose(context.nav, { key: call.key, template: 'hang-up', cause: 'call' })
            : 'unused';
        case '6':
          return call.key === '' ? 'unused' : chooseCallBack(app, id, context);
        case '7':
          return block(app, call.key, context);
        case '8':
          return go.news(context, { key: call.key, ...knownAs(app, call.key) });
        default:
          return 'unused';
      }
    },
  };
}

function knownAs(app: App, key: string): { readonly customerNo?: number } {
  const customerNo = profilesByPhone(app.kernel.state, key)[0]?.customer.no;
  return customerNo === undefined ? {} : { customerNo };
}

function bodyOf(app: App, call: LoggedCall | undefined, { t, format, size }: ScreenContext): Line[] {
  if (!call) return [];
  const who = profilesByPhone(app.kernel.state, call.key)[0]?.customer.name ?? '';
  const lines: Line[] = [
    pair([span(callerNumber(call, t, format), 'strong')], [span(who, 'title')], size.columns),
    pair(format.dateTime(call.at), t(`calls.state.${call.state}`), size.columns),
  ];
  if (call.callBack !== null)
    lines.push(line(t('calls.call-back-at', { time: format.dateTime(call.callBack) }), 'warning'));
  if (call.tried !== null) lines.push(line(t('calls.tried', { time: format.dateTime(call.tried) }), 'dim'));
  if (call.word !== null) lines.push(line(t('calls.went', { word: call.word }), 'good'));
  return call.note === '' ? lines : [...lines, EMPTY, ...paragraph(call.note, size.columns)];
}

function hintsOf(call: LoggedCall | undefined, { t }: ScreenContext) {
  if (!call) return [];
  const back = { key: 'cancel', label: t('ui.hint.back') } as const;
  const note = { key: '4', label: t('calls.note') } as const;
  if (call.key === '')
    return call.open === 1 ? [{ key: '3', label: t('calls.close') } as const, note, back] : [note, back];
  return [
    { key: '2', label: t('calls.call-back') } as const,
    ...(call.open === 1 ? [{ key: '3', label: t('calls.close') } as const] : []),
    note,
    ...(takesTexts(call.key) ? [{ key: '5', label: t('calls.text') } as const] : []),
    { key: '6', label: t('calls.when'), more: true } as const,
    { key: '7', label: t('calls.block'), right: 'calls.block', more: true } as const,
    { key: '8', label: t('calls.news'), more: true } as const,
    back,
  ];
}
