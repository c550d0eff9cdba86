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
  /** What is sold, when that is known: its class and its price in fen. */
  readonly sold?: readonly SoldPart[];
}

export interface SoldPart {
  readonly class: string;
  readonly amount: number;
}

export interface Earned {
  readonly points: number;
  /** Before parts of a point were dropped or rounded, in hundredths. */
  readonly hundredths: number;
}

/**
 * Points with the program's factors: of level, weekday and birthday the highest counts, they do not multiply each other. The class of what is
 * sold counts besides, for its part of the price.
 */
export function earnedBy(
  amount: number,
  rule: PointsRule | undefined,
  program: Program,
  { time, level, isBirthday, sold = [] }: Occasion,
): Earned {
  const factor = Math.max(
    level?.earn ?? 100,
    program.weekdays[String(weekdayOf(time))] ?? 100,
    isBirthday ? program.birthday : 100,
  );
  const [weight, whole] = weightOf(sold, program.classes ?? {});
  const exact = BigInt(pointsFor(amount, rule)) * BigInt(factor) * weight;
  const of = 10_000n * whole;
  const rounded = program.rounding === 'nearest' ? (2n * exact + of) / (2n * of) : exact / of;
  return { points: Number(rounded), hundredths: Number((100n * exact) / of) };
}

/** The mean percent of what is sold, by price: as a fraction, because it must be exact. */
function weightOf(
  sold: readonly SoldPart[],
  classes: Readonly<Record<string, number>>,
): readonly [bigint, bigint] {
  const whole = sold.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  if (whole <= 0n) return [100n, 1n];
  const percent = (name: string) => BigInt(Object.hasOwn(classes, name) ? (classes[name] ?? 100) : 100);
  return [sold.reduce((sum, part) => sum + BigInt(part.amount) * percent(part.class), 0n), whole];
}

/** 0 for Sunday. */
function weekdayOf(time: string): number {
  const [year = 1970, month = 1, day = 1] = time.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
