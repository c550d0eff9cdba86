/** Templates of texts: `{称呼}` and the like are filled in; the head office may replace each of them. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { MessagingEvents, Purpose } from './events.js';

export interface Template {
  readonly key: string;
  readonly purpose: Purpose;
  readonly text: string;
}

/** What is said while the office has sent nothing else. */
const DEFAULTS: readonly Template[] = [
  { key: 'hang-up', purpose: 'service', text: '{称呼}您好，感谢来电。您现有积分{积分}，期待您的光临。' },
  {
    key: 'points',
    purpose: 'service',
    text: '{称呼}您好，您本次消费{金额}元，获得积分{本次积分}，现有积分{积分}。',
  },
  { key: 'points-query', purpose: 'service', text: '{称呼}您好，您现有积分{积分}。' },
  { key: 'points-unknown', purpose: 'service', text: '您好，这个号码还没有登记。到店报手机号即可登记。' },
  { key: 'news', purpose: 'service', text: '您好，这里是{店名}。本店有新货到店，欢迎您来选购。' },
  { key: 'refused', purpose: 'service', text: '您已退订，不再收到我们的营销短信。' },
];

/** What may stand in braces. */
export const VARIABLES = ['称呼', '积分', '本次积分', '金额', '余额', '店名', '等级'] as const;

export type TemplateValues = Readonly<Partial<Record<(typeof VARIABLES)[number], string>>>;

/**
 * For a template that is to be kept or sent to many. Throws `command/template-variable` with the `name` that nothing is known of, and
 * `command/text-empty`.
 */
export function checkTemplate(text: string, known: readonly string[] = VARIABLES): string {
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

/** Keeps a template of the shop's own. Throws as checkTemplate does. */
export function saveTemplate(_state: Reader, { key, purpose, text }: Template): Decision<void> {
  const event: EventOf<MessagingEvents> = {
    ...{ type: 'messaging.template-set', v: 1, key, purpose, text: checkTemplate(text) },
  };
  return { events: [event], result: undefined };
}

export function templateOf(state: Reader, key: string): Template {
  const known = state.one<Template>('SELECT key, purpose, text FROM templates WHERE key = ?', key);
  return known ?? DEFAULTS.find((template) => template.key === key) ?? { key, purpose: 'service', text: '' };
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
  const pieces = text.split(/\{([^{}]*)\}/); // Words and names in turns.
  const names = pieces.map((piece) => piece.trim());
  return (values) => {
    let filled = '';
    for (const [index, piece] of pieces.entries())
      filled += index % 2 === 0 ? piece : filling(values, names[index]);
    return filled;
  };
}

function filling(values: TemplateValues, name = ''): string {
  return (Object.hasOwn(values, name) && values[name as keyof TemplateValues]) || '';
}
