/** What a sale earns. Pure. */
import type { Level, Program } from './program.js';

export interface PointsRule {
  readonly points: number;
  /** fen */
  readonly per: number;
}

/** Whole steps of `per` count; what is left over earns nothing. A refund (negative amount) is not earned here. */
export function pointsFor(amount: number, rule: PointsRule | undefined): number {
  if (!rule || amount <= 0) return 0;
  return Math.floor(amount / rule.per) * rule.points;
}

/** The day of a purchase, as far as it changes what is earned. */
export interface Occasion {
  /** In the shop's time: `2026-11-22 10:42`. */
  readonly time: string;
  readonly level: Level | undefined;
  /** It is the customer's birthday, in whichever calendar it is kept. */
  readonly isBirthday: boolean;
}

/** Points with the program's factors: of level, weekday and birthday the highest counts, they do not multiply each other. */
export function earnedBy(
  amount: number,
  rule: PointsRule | undefined,
  program: Program,
  { time, level, isBirthday }: Occasion,
): number {
  const factor = Math.max(
    level?.earn ?? 100,
    program.weekdays[String(weekdayOf(time))] ?? 100,
    isBirthday ? program.birthday : 100,
  );
  const exact = (pointsFor(amount, rule) * factor) / 100;
  return program.rounding === 'nearest' ? Math.round(exact) : Math.floor(exact);
}

/** 0 for Sunday. */
function weekdayOf(time: string): number {
  const [year = 1970, month = 1, day = 1] = time.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
