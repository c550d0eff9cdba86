/**
 * The language of days at the shop: a verb and its words on each line, `"…"` round words with spaces, `#` before a remark.
 *
 *   ring 13800138000
 *   see 王小明 before 3000     # milliseconds
 */
import { TerminalError } from '../../protocol/errors.js';

export interface Step {
  /** From 1. */
  readonly line: number;
  readonly verb: string;
  readonly words: readonly string[];
  /** The line as it was written. */
  readonly source: string;
}

const WORD = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

/** Throws `sim/script` that names the line. */
export function parseDay(text: string): Step[] {
  return text.split(/\r?\n/).flatMap((source, index) => {
    const step = parseStep(source, index + 1);
    return step ? [step] : [];
  });
}

/** One line, or undefined for an empty one. */
export function parseStep(source: string, line = 1): Step | undefined {
  const content = source.replace(/^\s*#.*$|\s#\s.*$/, '').trim();
  if (content === '') return undefined;
  if ((content.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1) {
    throw new TerminalError('sim/script', `line ${line}: a quotation mark is missing`, {
      context: { line, source },
    });
  }
  const words = [...content.matchAll(WORD)].map(([, quoted, bare]) =>
    quoted === undefined
      ? (bare ?? '')
      : quoted.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char)),
  );
  const [verb = '', ...rest] = words;
  return { line, verb, words: rest, source: content };
}
