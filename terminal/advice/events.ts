import type { AdviceRule } from './rules.js';

export interface AdviceEvents {
  /** In the place of the one of its kind. */
  'advice.rule-set': { v: 1; rule: AdviceRule };
}
