/** The screens that ask or tell: message, question, choice, progress. Each calls `finish` once. */
import { bar, EMPTY, line, paragraph } from '../lines.js';
import type { Choice, Hint, Line, Message, Screen, ScreenContext, Style } from '../types.js';
import { menuKey, menuRows } from '../widgets/menu.js';
import { AT_START, moved, type Window, within } from '../widgets/window.js';

export type Finish<T> = (value: T | undefined) => void;

const HELP = 'ui.dialog.help';

/** Says something. Longer than the screen: ↑ and ↓ move it. */
export function messageDialog(message: Message, finish: Finish<true>): Screen {
  return textDialog('ui.message', message, finish, (t) => [{ key: 'ok', label: t('ui.hint.read') }]);
}

/** A question; finishes with true for OK and undefined for Cancel. */
export function confirmDialog(message: Message, finish: Finish<true>): Screen {
  return textDialog('ui.confirm', message, finish, (t) => [
    { key: 'ok', label: t('ui.hint.yes') },
    { key: 'cancel', label: t('ui.hint.no') },
  ]);
}

function textDialog(
  name: string,
  message: Message,
  finish: Finish<true>,
  hints: (t: ScreenContext['t']) => Hint[],
): Screen {
  let window: Window = AT_START;
  const rowsFor = ({ size }: ScreenContext): Line[] =>
    paragraph(message.text, size.columns - 2, message.style);
  return {
    name,
    help: HELP,
    view: (context) => ({
      ...titled(message.title, message.style),
      body: laidOut(rowsFor(context), window.first, context.size.rows),
      hints: hints(context.t),
    }),
    key: (key, context) => {
      if (key.name === 'ok') return finish(true);
      if (key.name === 'cancel') return finish(undefined);
      const count = Math.max(1, rowsFor(context).length - context.size.rows + 1);
      const next = moved(window, key.name, count, 1);
      if (next !== undefined) window = next;
      return key.name === '#' ? undefined : 'unused';
    },
    closed: () => finish(undefined),
  };
}

function titled(title: string | undefined, style: Style = 'title'): { title?: Line } {
  return title === undefined ? {} : { title: line(title, style) };
}

/** A short text stands a third down the screen, a long one begins at its top. */
function laidOut(rows: readonly Line[], first: number, height: number): Line[] {
  const above = Math.max(0, Math.floor((height - rows.length) / 3));
  const seen = rows.slice(first, first + height).map((row) => [{ text: ' ' }, ...row]);
  return [...Array.from({ length: above }, () => EMPTY), ...seen];
}

/** Several answers. */
export function choiceDialog<T>(
  title: string,
  choices: readonly Choice<T>[],
  finish: Finish<Choice<T>>,
): Screen {
  let window: Window = AT_START;
  return {
    name: 'ui.confirm',
    help: HELP,
    view: ({ size, t }) => ({
      title: line(title, 'title'),
      body: menuRows(choices, window, size),
      hints: [
        { key: 'ok', label: t('ui.hint.choose') },
        { key: 'cancel', label: t('ui.hint.back') },
      ],
    }),
    key: (key, { size }) => {
      if (key.name === 'cancel') return finish(undefined);
      const move = menuKey(window, key, choices.length, size.rows);
      if (move === undefined) return undefined;
      if ('chosen' in move) return finish(choices[move.chosen]);
      window = within(move.window, choices.length, size.rows);
      return undefined;
    },
    closed: () => finish(undefined),
  };
}

/** A bar while work runs; takes every key and does nothing with it. `part` is asked at each drawing. */
export function progressDialog(title: string, part: () => number): Screen {
  return {
    name: 'ui.progress',
    help: HELP,
    view: ({ size }) => {
      const done = Math.min(1, Math.max(0, part()));
      const width = size.columns - 8;
      return {
        title: line(title, 'title'),
        body: [EMPTY, [{ text: ` ${bar(done, width)} ${Math.floor(done * 100)}%` }]],
      };
    },
    key: () => undefined,
  };
}
