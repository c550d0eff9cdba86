/**
 * Levels that customers have at a time: given, or reached by what they spent and earned lately, whichever is higher (loyalty/program.ts).
 * A level that was reached falls away by itself.
 */
import { eachSum } from '../counter/index.js';
import type { Reader } from '../kernel/database.js';
import { levelIn, type Program, programAt } from '../loyalty/index.js';

const DAY_MS = 24 * 3600_000;

export interface Reaching<K> {
  /** Adds what counts of the rows after `after` up to `to` to whom it belongs. */
  read(after: number, to: number, target: (no: number) => K | undefined): void;
  /** Of somebody of whom everything was read. */
  levelOf(one: K): string;
}

/** Undefined while levels are only given. */
export function createReaching<K extends { readonly level: string }>(
  state: Reader,
  now: number,
): Reaching<K> | undefined {
  const program = programAt(state, now);
  if (!canBeReached(program)) return undefined;
  const since = now - program.levelDays * DAY_MS;
  const sums = new Map<K, { spent: number; earned: number }>();
  return {
    read(after, to, target) {
      eachSum(state, { after, to, since }, (no, spent, earned) => {
        const one = target(no);
        if (!one) return;
        const sum = sums.get(one) ?? { spent: 0, earned: 0 };
        sum.spent += spent;
        sum.earned += earned;
        sums.set(one, sum);
      });
    },
    levelOf(one) {
      const { spent, earned } = sums.get(one) ?? { spent: 0, earned: 0 };
      return levelIn(program, one.level, spent, earned)?.name ?? one.level;
    },
  };
}

/** When it changes, anybody's level may be another: other rules, or another day. Empty while levels are only given. */
export function levelsMark(state: Reader, now: number): string {
  const program = programAt(state, now);
  if (!canBeReached(program)) return '';
  return JSON.stringify([program.levels, program.levelDays, Math.floor(now / DAY_MS)]);
}

function canBeReached({ levels }: Program): boolean {
  return levels.some(({ spent, earned }) => spent !== undefined || earned !== undefined);
}

/** Levels that a filter may ask for: those of the rules from the lowest to the highest, then others that were given. */
export function levelNames(state: Reader, now: number): string[] {
  const given = state.all<{ level: string }>(
    "SELECT DISTINCT level FROM customers WHERE level <> '' ORDER BY level",
  );
  const ofRules = programAt(state, now).levels.map(({ name }) => name);
  return [...new Set([...ofRules, ...given.map(({ level }) => level)])];
}
