import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { PrepaidEvents } from './events.js';
import type { PrepaidRules } from './rules.js';

/** Fen; more is a slip of the finger. */
const RULE_MAX = 99_999_999;
const STEPS_MAX = 20;

/** New rules from `from` (ms since 1970 UTC) on, as one whole. Throws `command/rule-wrong`. */
export function setPrepaidRules(_state: Reader, rules: PrepaidRules, from: number): Decision<void> {
  const { bonuses, order, cap, low } = rules;
  const isMoney = (fen: number) => Number.isSafeInteger(fen) && fen >= 0 && fen <= RULE_MAX;
  const isRight =
    bonuses.length <= STEPS_MAX &&
    bonuses.every(({ amount, bonus }) => isMoney(amount) && amount > 0 && isMoney(bonus)) &&
    (order === 'principal-first' || order === 'bonus-first') &&
    isMoney(cap) &&
    isMoney(low) &&
    Number.isSafeInteger(from);
  if (!isRight) throw new TerminalError('command/rule-wrong', 'these rules for stored value cannot be');
  const set: EventOf<PrepaidEvents> = { type: 'prepaid.rules-set', v: 1, from, rules };
  return { events: [set], result: undefined };
}
