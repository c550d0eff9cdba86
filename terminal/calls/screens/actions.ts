/** What staff do with a call, from its card, the list of tasks and the log alike. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { blockNumber, NOTE_LENGTH_MAX, noteCall, setCallBack } from '../commands.js';
import { callById, type LoggedCall, openCallsOf } from '../queries.js';

const MINUTE_MS = 60_000;
/** When to call back: minutes from now. */
const LATER = [15, 60, 180, 24 * 60] as const;
const WORDS = ['reached', 'no-answer', 'not-needed', 'other'] as const;

/** Writes or changes the note of a call. */
export function createNoteScreen(app: App, call: string): Screen {
  return createTextScreen({
    name: 'calls.note',
    help: 'calls.note.help',
    initial: callById(app.kernel.state, call)?.note ?? '',
    limit: NOTE_LENGTH_MAX,
    async done(text, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => noteCall(state, call, text));
      nav.notice(t('calls.noted'), 'good');
      nav.pop();
    },
  });
}

export async function chooseCallBack(
  app: App,
  call: string,
  { nav, t, format, clock }: ScreenContext,
): Promise<void> {
  const choices = LATER.map((minutes) => {
    const at = clock.now() + minutes * MINUTE_MS;
    return { label: t(`calls.later.${minutes}`), value: at, note: format.dateTime(at) };
  });
  const at = await nav.choose(t('calls.when'), choices);
  if (at === undefined) return;
  await app.kernel.transact(STAFF, (state) => setCallBack(state, call, at, clock.now()));
  nav.notice(t('calls.call-back-set', { time: format.dateTime(at) }), 'good');
}

export async function dialBack(
  app: App,
  call: LoggedCall,
  { nav, t, format }: ScreenContext,
): Promise<Outcome> {
  if (call.key === '') return 'unused';
  await app.desk.callBack(call);
  nav.notice(t('calls.dialling', { number: format.phone(call.key) }));
  return undefined;
}

/** Asks how it went; nothing is closed without a word. Other tasks of the number may go with it. */
export async function closeWithWord(app: App, call: string, { nav, t }: ScreenContext): Promise<boolean> {
  const choices = WORDS.map((word) => ({ label: t(`calls.word.${word}`), value: t(`calls.word.${word}`) }));
  const word = await nav.choose(t('calls.how'), choices);
  if (word === undefined) return false;
  const others = othersOf(app, call);
  const count = others.length;
  const all = count > 0 && (await nav.confirm(t('calls.close.others', { count })));
  await app.desk.close(all ? [call, ...others] : [call], word);
  nav.notice(t('calls.closed'), 'good');
  return true;
}

/** Tasks that other calls of the same number left. */
function othersOf({ kernel: { state } }: App, call: string): string[] {
  const key = callById(state, call)?.key ?? '';
  const open = key === '' ? [] : openCallsOf(state, key);
  return open.map(({ id }) => id).filter((id) => id !== call);
}

export async function block(app: App, key: string, { nav, t, format }: ScreenContext): Promise<Outcome> {
  if (key === '') return 'unused';
  if (!(await nav.confirm(t('calls.block.ask', { number: format.phone(key) })))) return undefined;
  await app.kernel.transact(STAFF, (state) => blockNumber(state, key, ''));
  nav.notice(t('calls.block.done'), 'good');
  return undefined;
}
