/** Templates of texts: `{称呼}` and the like are filled in; the head office may replace each of them. Pure. */
import type { Reader } from '../kernel/database.js';
import type { Purpose } from './events.js';

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
  { key: 'refused', purpose: 'service', text: '您已退订，不再收到我们的营销短信。' },
];

export type TemplateValues = Readonly<
  Partial<Record<'称呼' | '积分' | '本次积分' | '金额' | '余额' | '店名', string>>
>;

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
  return text.replace(/\{([^{}]*)\}/g, (_, braced: string) => {
    const name = braced.trim();
    return (Object.hasOwn(values, name) && values[name as keyof TemplateValues]) || '';
  });
}
