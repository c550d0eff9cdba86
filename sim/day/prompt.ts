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
    if (step.verb === 'help') return help(step.words[0]);
    const verb = Object.hasOwn(VERBS, step.verb) ? VERBS[step.verb] : undefined;
    if (!verb) return `there is no ${step.verb}; help lists the words`;
    return (
      (await verb.run(shop, step.words, { file: `${process.cwd()}/prompt`, random: Math.random })) ?? 'ok'
    );
  } catch (error) {
    return `error: ${messageOf(error)}`;
  }
}

/** Every word, or what one of them does: it must be readable in the few rows of the demo's strip. */
function help(word: string | undefined): string {
  if (word === undefined) return `${Object.keys(VERBS).join(' · ')}\nhelp WORD explains one`;
  const verb = Object.hasOwn(VERBS, word) ? VERBS[word] : undefined;
  return verb ? `${word} ${verb.usage}: ${verb.does}`.replace(' :', ':') : `there is no ${word}`;
}
