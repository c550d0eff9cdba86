import type { Reader } from '../kernel/database.js';
import { type AdviceRule, DEFAULT_RULES } from './rules.js';

/** All rules as they are now, the most urgent first. */
export function adviceRules(state: Reader): AdviceRule[] {
  const kept = new Map(
    state
      .all<{ kind: string; json: string }>('SELECT kind, json FROM advice_rules')
      .map(({ kind, json }) => [kind, JSON.parse(json) as AdviceRule]),
  );
  return DEFAULT_RULES.map((rule) => kept.get(rule.kind) ?? rule);
}
