/** A text of several rows, such as a message: typed at its end, with a counter below; OK is done. */
import { columns, wrap } from '../../../protocol/text/columns.js';
import { line, pair, paragraph } from '../lines.js';
import type { Hint, Key, Line, Outcome, Screen, ScreenContext } from '../types.js';
import { createTextInput, type TextInput, textModes } from './text-input.js';

export interface TextScreenOptions {
  readonly name: string;
  readonly help: string;
  readonly path?: string;
  readonly initial?: string;
  /** Most characters (code points). */
  readonly limit?: number;
  /** Whom it is for, or what it is about: rows above the text. */
  readonly above?: (context: ScreenContext) => readonly Line[];
  /** Words about the length so far: `2 条 · 还可写 31 字`. */
  readonly counter?: (text: string, context: ScreenContext) => string;
  /** OK. A throw is shown in words, and the text stays. */
  readonly done: (text: string, context: ScreenContext) => void | Promise<void>;
  /** Keys that typing has no use for. */
  readonly key?: (key: Key, text: string, context: ScreenContext) => Outcome | Promise<Outcome>;
  readonly hints?: (context: ScreenContext) => readonly Hint[];
}

export interface TextScreen extends Screen {
  text(): string;
  /** Puts a text in its place: a template was chosen. */
  set(text: string): void;
}

export function createTextScreen(options: TextScreenOptions): TextScreen {
  let input: TextInput | undefined;
  let before = options.initial ?? '';
  let saved = before;
  const inputFor = (context: ScreenContext): TextInput => {
    const limit = options.limit === undefined ? {} : { limit: options.limit };
    input ??= createTextInput({ modes: textModes, text: before, ...limit }, context);
    return input;
  };
  const text = (): string => input?.text() ?? before;

  async function done(context: ScreenContext): Promise<void> {
    inputFor(context).finish();
    const written = text();
    await options.done(written, context);
    saved = written;
  }

  return {
    name: options.name,
    help: options.help,
    ...(options.path === undefined ? {} : { path: options.path }),
    view: (context) => {
      const mode = inputFor(context).mode();
      return {
        ...textBody(options, inputFor(context), context),
        hints: options.hints?.(context) ?? textHints(mode !== undefined, context),
        ...(mode === undefined ? {} : { mode }),
      };
    },
    key: (pressed, context) => {
      if (inputFor(context).key(pressed)) return undefined;
      if (pressed.name === 'ok') return done(context);
      return options.key === undefined ? 'unused' : options.key(pressed, text(), context);
    },
    leave: () => (text() === saved ? 'leave' : 'ask'),
    text,
    set: (next) => {
      if (input === undefined) before = next;
      else input.set(next);
    },
  };
}

function textBody(options: TextScreenOptions, input: TextInput, context: ScreenContext) {
  const { size } = context;
  const above = options.above?.(context) ?? [];
  const width = size.columns - 2;
  const panel = input.panel(size.columns);
  const height = Math.max(
    1,
    size.rows - above.length - panel.length - (options.counter === undefined ? 0 : 1),
  );
  const rows = paragraph(input.text(), width);
  const first = Math.max(0, rows.length - height);
  const seen = rows.slice(first).map((row) => [{ text: ' ' }, ...row]);
  const lastRow = wrap(input.text(), width).at(-1) ?? '';
  const cursor = { row: above.length + seen.length - 1, column: 1 + columns(lastRow) };
  while (seen.length < height) seen.push([]);
  const counter = options.counter?.(input.text(), context);
  const below = counter === undefined ? [] : [pair('', line(counter, 'dim'), size.columns)];
  return { body: [...above, ...seen, ...panel, ...below], cursor };
}

function textHints(modes: boolean, { t }: ScreenContext): Hint[] {
  const hints: Hint[] = [{ key: 'ok', label: t('ui.hint.done') }];
  if (modes) hints.push({ key: '*', label: t('ui.hint.mode') });
  hints.push({ key: 'delete', label: t('ui.hint.erase') }, { key: 'cancel', label: t('ui.hint.back') });
  return hints;
}
