import type { Reader } from '../kernel/database.js';
import type { PointsRule } from './rules.js';

/** The rule in force now. */
export function pointsRule(state: Reader): PointsRule | undefined {
  return state.one<PointsRule>('SELECT points, per FROM points_rules ORDER BY since DESC LIMIT 1');
}
