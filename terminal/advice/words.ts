/** Advice in words: what is so, and what to do about it. */
import type { Format, Translate } from '../ui/types.js';
import type { Advice } from './advise.js';

export function adviceWords({ kind, facts, words }: Advice, t: Translate, format: Format): string {
  const { amount, at, ...plain } = facts;
  const said = t(daysKey(kind, facts.days), {
    ...plain,
    ...(amount !== undefined && { amount: format.money(amount) }),
    ...(at !== undefined && { time: format.date(at) }),
  });
  const tip = words === '' ? t(`advice.tip.${kind}`) : words;
  return tip === '' ? said : `${said}: ${tip}`;
}

/** Today and tomorrow have words of their own. */
function daysKey(kind: Advice['kind'], days: number | undefined): string {
  if (kind === 'birthday' && days === 0) return 'advice.say.birthday.today';
  if (kind === 'birthday' && days === 1) return 'advice.say.birthday.tomorrow';
  return `advice.say.${kind}`;
}
