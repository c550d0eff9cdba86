import type { Reader } from '../kernel/database.js';
import { PLAIN, type Program } from './program.js';
import type { PointsRule } from './rules.js';

/** The rule in force now. */
export function pointsRule(state: Reader): PointsRule | undefined {
  return state.one<PointsRule>('SELECT points, per FROM points_rules ORDER BY since DESC LIMIT 1');
}

/** What holds at `now`: of the programs that have begun the one that began last. */
export function programAt(state: Reader, now: number): Program {
  const json = state.value<string>(
    'SELECT program FROM programs WHERE begins <= ? ORDER BY begins DESC, since DESC LIMIT 1',
    now,
  );
  return json === undefined ? PLAIN : (JSON.parse(json) as Program);
}

/** Programs that are set to begin after `time`, ms since 1970 UTC, the next one first. */
export function programsAfter(
  state: Reader,
  time: number,
): Array<{ readonly from: number; readonly program: Program }> {
  const times = state.all<{ begins: number }>(
    'SELECT DISTINCT begins FROM programs WHERE begins > ? ORDER BY begins',
    time,
  );
  return times.map(({ begins }) => ({ from: begins, program: programAt(state, begins) }));
}

export interface Gift {
  readonly gift: string;
  readonly name: string;
  readonly points: number;
}

/** The cheapest first. */
export function gifts(state: Reader, offset: number, limit: number): Gift[] {
  return state.all<Gift>(
    'SELECT gift, name, points FROM gifts ORDER BY points, gift LIMIT ? OFFSET ?',
    limit,
    offset,
  );
}

export function giftCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM gifts') ?? 0;
}

export function giftById(state: Reader, gift: string): Gift | undefined {
  return state.one<Gift>('SELECT gift, name, points FROM gifts WHERE gift = ?', gift);
}
