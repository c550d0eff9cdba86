import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { ProofEvents } from './events.js';
import type { ProofRules } from './rules.js';

/** Fen; more is a slip of the finger. */
const RULE_MAX = 99_999_999;

/** New rules from `from` (ms since 1970 UTC) on, as one whole. Throws `command/rule-wrong`. */
export function setProofRules(_state: Reader, rules: ProofRules, from: number): Decision<void> {
  const { who, card, cardDay, proven } = rules;
  const isRight =
    (who === 'everybody' || who === 'with-pin') &&
    [card, cardDay, proven].every((fen) => Number.isSafeInteger(fen) && fen >= 0 && fen <= RULE_MAX) &&
    Number.isSafeInteger(from);
  if (!isRight) throw new TerminalError('command/rule-wrong', 'these rules for proof cannot be');
  const set: EventOf<ProofEvents> = { type: 'proof.rules-set', v: 1, from, rules };
  return { events: [set], result: undefined };
}
