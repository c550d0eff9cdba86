/** Templates of texts: `{称呼}` and the like are filled in; the head office may replace each of them. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { MessagingEvents } from './events.js';
import { DEFAULTS, lackingIn, namesFor, type Template } from './template-list.js';

export type { Template } from './template-list.js';

/** By name, without braces. */
export type TemplateValues = Readonly<Record<string, string>>;

/** A Chinese keyboard writes the wide ones, and nobody sees a difference. */
function withBraces(text: string): string {
  return text.replaceAll('｛', '{').replaceAll('｝', '}');
}

/** Whether a text names nothing but these. */
export function namesOnly(words: string, known: readonly string[]): boolean {
  return [...withBraces(words).matchAll(/\{([^{}]*)\}/g)].every(([, name = '']) =>
    known.includes(name.trim()),
  );
}

/**
 * For a template that is to be kept or sent to many. Throws `command/template-variable` with the `name` that nothing is known of, and
 * `command/text-empty`.
 */
export function checkTemplate(words: string, known: readonly string[]): string {
  const text = withBraces(words);
  if (printable(text).trim() === '') throw new TerminalError('command/text-empty', 'the text is empty');
  for (const [, braced = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    const name = braced.trim();
    if (!known.includes(name))
      throw new TerminalError('command/template-variable', `no such variable: ${name}`, {
        context: { name },
      });
  }
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
    throw new TerminalError('command/template-brace', 'a brace is not closed');
  return text.trim();
}

/** Keeps a template of the shop's own. Throws as checkTemplate does, and `command/template-needs` with the `name` that it lacks. */
export function saveTemplate(_state: Reader, { key, purpose, text: words }: Template): Decision<void> {
  const text = checkTemplate(words, namesFor(key));
  const name = lackingIn(key, text);
  if (name !== undefined)
    throw new TerminalError('command/template-needs', `this text must name ${name}`, { context: { name } });
  const event: EventOf<MessagingEvents> = { type: 'messaging.template-set', v: 1, key, purpose, text };
  return { events: [event], result: undefined };
}

export function templateOf(state: Reader, key: string): Template {
  const known = state.one<Template>('SELECT key, purpose, text FROM templates WHERE key = ?', key);
  return known ?? DEFAULTS.find((template) => template.key === key) ?? { key, purpose: 'service', text: '' };
}

/**
 * The words of a text that the program writes by itself. What the office sends is not looked at when it comes: words that lack what the
 * text is for are not used.
 */
export function wordsOf(state: Reader, key: string, values: TemplateValues = {}): string {
  const text = withBraces(templateOf(state, key).text);
  const usable = lackingIn(key, text) === undefined && text.trim() !== '';
  return fillTemplate(usable ? text : (DEFAULTS.find((one) => one.key === key)?.text ?? ''), values);
}

/** The office's templates and, for keys it has not sent, the program's own. */
export function templates(state: Reader): Template[] {
  const own = state.all<Template>('SELECT key, purpose, text FROM templates ORDER BY key');
  return [...own, ...DEFAULTS.filter(({ key }) => !own.some((template) => template.key === key))];
}

/** Variables without a value are left out, and never sent as braces. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return templateFiller(text)(values);
}

/** The same for one template and many people: it is taken apart once. */
export function templateFiller(text: string): (values: TemplateValues) => string {
  const pieces = withBraces(text).split(/\{([^{}]*)\}/); // Words and names in turns.
  const names = pieces.map((piece) => piece.trim());
  return (values) => {
    let filled = '';
    for (const [index, piece] of pieces.entries()) {
      const words = index % 2 === 0 ? piece : filling(values, names[index]);
      filled += filled === '' ? words.replace(LEFT_OVER, '') : words;
    }
    return filled;
  };
}

/** What stands after somebody's name, where nobody knows the name. */
const LEFT_OVER = /^[，、,:：;；\s]+/;

function filling(values: TemplateValues, name = ''): string {
  return (Object.hasOwn(values, name) && values[name]) || '';
}
