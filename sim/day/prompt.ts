/** One line typed by a person: a verb of the day language, answered in words. */
import { messageOf } from '../../protocol/errors.js';
import type { Shop } from '../shop/shop.js';
import { parseStep } from './language.js';
import { VERBS } from './verbs.js';

/** Never throws: what went wrong is the answer. */
export async function runPromptLine(shop: Shop, line: string): Promise<string> {
  try {
    const step = parseStep(line);
    if (!step) return '';
    if (step.verb === 'help') return help();
    const verb = Object.hasOwn(VERBS, step.verb) ? VERBS[step.verb] : undefined;
    if (!verb) return `there is no ${step.verb}; help lists the words`;
    return (
      (await verb.run(shop, step.words, { file: `${process.cwd()}/prompt`, random: Math.random })) ?? 'ok'
    );
  } catch (error) {
    return `error: ${messageOf(error)}`;
  }
}

function help(): string {
  return Object.entries(VERBS)
    .map(([name, { usage, does }]) => `${`${name} ${usage}`.padEnd(34)} ${does}`)
    .join('\n');
}
