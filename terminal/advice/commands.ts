import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Decision } from '../kernel/kernel.js';
import type { AdviceEvents } from './events.js';
import { type AdviceRule, UNITS } from './rules.js';

/** Characters of what to do. */
export const ADVICE_WORDS_MAX = 40;

/** Throws `command/advice-threshold` for none where there must be one. */
export function setAdviceRule(rule: AdviceRule): Decision<void> {
  const { kind, threshold } = rule;
  const least = UNITS[kind] === 'percent' ? 100 : 1;
  if (UNITS[kind] !== 'none' && !(Number.isInteger(threshold) && threshold >= least))
    throw new TerminalError('command/advice-threshold', 'this rule needs a threshold');
  const words = [...printable(rule.words).trim()].slice(0, ADVICE_WORDS_MAX).join('');
  const event: EventOf<AdviceEvents> = { type: 'advice.rule-set', v: 1, rule: { ...rule, words } };
  return { events: [event], result: undefined };
}
