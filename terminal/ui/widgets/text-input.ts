/** One line or one text that is typed at its end: the text, the pending part and the input modes that `*` changes. */
import { columns, printable } from '../../../protocol/text/columns.js';
import { pinyinMode } from '../ime/pinyin-mode.js';
import type { Key, Line, ScreenContext } from '../types.js';
import { digitsMode, directMode, type InputMode, multiTapMode } from './input-mode.js';

/** Makes the modes of a field; the first is the one it begins with. `before`: what stands before the place of typing. */
export type InputModes = (context: ScreenContext, before: () => string) => readonly InputMode[];

/** Messages and words: Chinese first where that is the language, else letters. */
export const textModes: InputModes = (context) =>
  writing(
    context,
    pinyin(context, () => undefined),
  );

/** Names of persons: surnames weigh more at their beginning. */
export const nameModes: InputModes = (context, before) =>
  writing(
    context,
    pinyin(context, () => (before() === '' ? 'begin' : 'inside')),
  );

/** Searches: digits first, they are most often a number's end. */
export const searchModes: InputModes = (context) => {
  const chinese = pinyin(context, () => 'begin');
  return context.profile.letters ? [directMode(), chinese] : [digitsMode(), chinese, multiTapMode()];
};

/** Addresses: letters, then digits. */
export const latinModes: InputModes = ({ profile }) => latin(profile.letters);

function latin(letters: boolean): readonly InputMode[] {
  return letters ? [directMode()] : [multiTapMode(), multiTapMode(true), digitsMode()];
}

function writing({ profile, typing }: ScreenContext, chinese: InputMode): readonly InputMode[] {
  const letters = latin(profile.letters);
  return typing.chineseFirst ? [chinese, ...letters] : [...letters, chinese];
}

function pinyin(context: ScreenContext, name: () => 'begin' | 'inside' | undefined): InputMode {
  const { profile, typing, nav } = context;
  return pinyinMode({ letters: profile.letters, learned: typing.learned, name, refresh: nav.refresh });
}

export interface TextInput {
  /** Everything typed, the pending part too. */
  text(): string;
  /** The part that may still change. */
  pending(): string;
  set(text: string): void;
  /** What is pending becomes text. */
  finish(): void;
  /** True when the key was used. */
  key(key: Key): boolean;
  /** Label of the input mode, when there is more than one. */
  mode(): string | undefined;
  panel(width: number): readonly Line[];
}

export interface TextInputOptions {
  readonly modes: InputModes;
  readonly text?: string;
  /** Most characters (code points) that are taken. */
  readonly limit?: number;
}

const LIMIT = 1_000;

export function createTextInput(options: TextInputOptions, context: ScreenContext): TextInput {
  const { limit = LIMIT } = options;
  let committed = options.text ?? '';
  const modes = options.modes(context, () => committed);
  let pending = '';
  let chosen = 0;
  const mode = (): InputMode | undefined => modes[chosen];

  const append = (text: string): void => {
    const room = limit - [...committed].length;
    committed += [...text].slice(0, Math.max(0, room)).join('');
  };
  const finish = (): void => {
    append(mode()?.finish() ?? '');
    pending = '';
  };
  const key = (pressed: Key): boolean => {
    if (pressed.name === '*' && modes.length > 1) {
      finish();
      chosen = (chosen + 1) % modes.length;
      return true;
    }
    const typed = mode()?.type(pressed, context.clock.monotonic());
    if (typed !== undefined) {
      append(typed.commit);
      pending = [...committed].length < limit ? typed.pending : '';
      return true;
    }
    if (pressed.name === 'text') {
      finish();
      append(printable(pressed.text ?? ''));
      return true;
    }
    if (pressed.name === 'delete') {
      finish();
      committed = withoutLast(committed);
      return true;
    }
    return false;
  };
  return {
    text: () => committed + pending,
    pending: () => pending,
    set: (text) => {
      finish();
      committed = text;
    },
    finish,
    key,
    mode: () => (modes.length > 1 ? mode()?.label : undefined),
    panel: (width) => mode()?.panel?.(width) ?? [],
  };
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** `text` without its last grapheme: what a person sees as one character. */
export function withoutLast(text: string): string {
  const last = [...GRAPHEMES.segment(text.slice(-64))].at(-1)?.segment ?? '';
  return text.slice(0, text.length - last.length);
}

/** The end of `text` that fits `width` columns, so that the place of typing is seen. */
export function tailThatFits(text: string, width: number): string {
  let tail = text;
  while (columns(tail) > width) tail = tail.slice((tail.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return tail;
}
