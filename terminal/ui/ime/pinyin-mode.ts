/**
 * Chinese on a keypad. With digit keys: 2–9 spell, OK takes the first word, 1 lets digits choose one, 0 tries another
 * syllable. With letter keys: letters spell, OK or the space takes the first word, digits choose. Both: ↑↓ turn pages,
 * Delete takes a key back, Cancel drops what is spelled.
 */
import { columns } from '../../../protocol/text/columns.js';
import { line, pair, span } from '../lines.js';
import type { Key, Line, Span } from '../types.js';
import type { InputMode, Typed } from '../widgets/input-mode.js';
import type { Candidate } from './candidates.js';
import { type Composition, createComposition } from './composition.js';
import { dictionary, loadDictionary } from './dictionary.js';
import type { Learned } from './learned.js';

export interface PinyinOptions {
  /** The keypad has letters. */
  readonly letters: boolean;
  readonly learned: Learned;
  /** Where in a person's name typing begins. */
  readonly name: () => 'begin' | 'inside' | undefined;
  /** Something is seen now that was not there yet. */
  readonly refresh: () => void;
}

const PAGE = 9;
const MARKS = ['，', '。', '？', '！', '、', '：', '（', '）', '·'] as const;
const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  '?': '？',
  '!': '！',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
};

export function pinyinMode({ letters, learned, name, refresh }: PinyinOptions): InputMode {
  const composition = createComposition({ page: PAGE, learned, name });
  const mode = letters ? fullPinyin(composition) : nineKeys(composition);
  return {
    ...mode,
    type(key, nowMs) {
      if (dictionary() === undefined) void loadDictionary().then(refresh);
      return mode.type(key, nowMs);
    },
  };
}

function nineKeys(composition: Composition): InputMode {
  /** Digits choose: a word, or a punctuation mark when nothing is spelled. */
  let choosing = false;
  const now = (commit = ''): Typed => {
    if (composition.typed() === '') choosing = false;
    return { commit, pending: composition.reading() };
  };
  const chosen = (place: number): Typed => now(composition.take(place) ?? '');

  function mark(name: string): Typed {
    choosing = false;
    return now(/^[1-9]$/.test(name) ? (MARKS[Number(name) - 1] ?? '') : '');
  }

  function digit(name: string): Typed {
    const empty = composition.typed() === '';
    if (choosing && empty) return mark(name);
    if (choosing && name !== '0') return chosen(Number(name) - 1);
    if (name === '1') choosing = true;
    else if (name === '0' && choosing) composition.turn(1);
    else if (name === '0' && empty) return now(' ');
    else if (name === '0') composition.nextReading(1);
    else composition.add(name);
    return { commit: '', pending: composition.reading() };
  }

  function type({ name }: Key): Typed | undefined {
    if (/^\d$/.test(name)) return digit(name);
    if (choosing && (name === 'cancel' || name === 'delete')) {
      choosing = false;
      return { commit: '', pending: composition.reading() };
    }
    if (composition.typed() === '') return undefined;
    if (name === 'left' || name === 'right') composition.nextReading(name === 'right' ? 1 : -1);
    else return common(composition, name, now);
    return now();
  }

  return {
    label: '拼',
    type,
    finish: composition.rest,
    panel: (width) => {
      if (composition.typed() === '') return choosing ? [choices(MARKS, width, true)] : [];
      return [spelled(composition, width), choices(textsOf(composition.page()), width, choosing)];
    },
  };
}

function fullPinyin(composition: Composition): InputMode {
  const now = (commit = ''): Typed => ({ commit, pending: composition.reading() });

  function letter(text: string): Typed | undefined {
    if (/^[a-z]$/.test(text)) {
      composition.add(text);
      return now();
    }
    if (text === ' ' && composition.typed() !== '') return now(composition.take(0) ?? composition.rest());
    const full = FULL_WIDTH[text];
    return full === undefined ? undefined : now(composition.rest() + full);
  }

  return {
    label: '拼',
    type(key) {
      const { name } = key;
      if (name === 'text') return letter(key.text ?? '');
      const empty = composition.typed() === '';
      if (/^\d$/.test(name)) {
        if (empty) return { commit: name, pending: '' };
        return now(name === '0' ? '' : (composition.take(Number(name) - 1) ?? ''));
      }
      return empty ? undefined : common(composition, name, now);
    },
    finish: composition.rest,
    panel: (width) => (composition.typed() === '' ? [] : [choices(textsOf(composition.page()), width, true)]),
  };
}

/** Keys that both know while something is spelled. */
function common(
  composition: Composition,
  name: Key['name'],
  now: (commit?: string) => Typed,
): Typed | undefined {
  if (name === 'ok') return now(composition.take(0) ?? composition.rest());
  if (name === 'delete') composition.erase();
  else if (name === 'cancel') composition.clear();
  else if (name === 'up' || name === 'pageup') composition.turn(-1);
  else if (name === 'down' || name === 'pagedown') composition.turn(1);
  else return undefined;
  return now();
}

const textsOf = (page: readonly Candidate[]): string[] => page.map(({ text }) => text);

/** `1明 2民 3敏`, as many as fit; digits that do nothing now are dim. */
function choices(texts: readonly string[], width: number, byDigit: boolean): Line {
  const row: Span[] = [span(' ')];
  let used = 1;
  for (const [place, text] of texts.entries()) {
    const wide = 2 + columns(text);
    if (used + wide > width) break;
    used += wide;
    row.push(
      span(String(place + 1), byDigit ? 'key' : 'dim'),
      span(`${text} `, place === 0 ? 'strong' : 'normal'),
    );
  }
  return row;
}

/** What the keys do while something is spelled, for who has not done it before. */
const HOW = '1选字 0换音';

/** ` 942 xia wha zha       1选字 0换音`: the keys, and the syllables that may stand first. */
function spelled(composition: Composition, width: number): Line {
  const { all, chosen } = composition.readings();
  const row: Span[] = [span(` ${composition.typed()} `, 'dim')];
  let used = 2 + composition.typed().length;
  for (const syllable of all) {
    used += syllable.length + 1;
    if (used > width - columns(HOW)) break;
    row.push(span(syllable, syllable === chosen ? 'marked' : 'normal'), span(' '));
  }
  return pair(row, line(HOW, 'dim'), width);
}
