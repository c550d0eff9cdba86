/** What a shopkeeper calls customers who come, spend and stay away alike. The first that fits is meant. Pure. */
import { type Limits, MEASURES, type Measure } from './bins.js';

export const SEGMENTS = [
  'best',
  'loyal',
  'slipping',
  'lost',
  'new',
  'once',
  'big',
  'growing',
  'casual',
] as const;

export type Segment = (typeof SEGMENTS)[number];

type Rule = Partial<Readonly<Record<Measure, readonly [number, number]>>> & {
  /** Stays away longer than they ever do, or does not. */
  readonly missed?: boolean;
  /** Came once and no more. */
  readonly once?: true;
  /** Came within NEW_MS. */
  readonly lately?: true;
};

const NEW_MS = 60 * 24 * 3600_000;

/** Lowest and highest score of each measure: how lately (`week`), how often, how much. `casual` takes whoever is left. */
const RULES: Readonly<Record<Segment, Rule>> = {
  best: { week: [3, 5], often: [4, 5], much: [4, 5], missed: false },
  loyal: { often: [4, 5], missed: false },
  slipping: { often: [4, 5], missed: true },
  lost: { missed: true },
  new: { once: true, lately: true },
  once: { once: true },
  big: { much: [5, 5] },
  growing: { week: [3, 5] },
  casual: {},
};

export type Scores = Readonly<Record<Measure, number>>;
export type AllLimits = Readonly<Record<Measure, Limits>>;

export interface SegmentFacts {
  readonly scores: Scores;
  readonly visits: number;
  /** ms since 1970 UTC */
  readonly last: number;
  readonly isMissed: boolean;
}

export function segmentFor({ scores, visits, last, isMissed }: SegmentFacts, now: number): Segment {
  const fits = (segment: Segment): boolean => {
    const rule = RULES[segment];
    const scored = MEASURES.every((measure) => {
      const [low, high] = rule[measure] ?? [1, 5];
      return scores[measure] >= low && scores[measure] <= high;
    });
    if (!scored || (rule.missed ?? isMissed) !== isMissed) return false;
    return (rule.once !== true || visits === 1) && (rule.lately !== true || last >= now - NEW_MS);
  };
  return SEGMENTS.find(fits) ?? 'casual';
}

/** An SQL expression over the columns of `customer_value` whose value is the segment's name at `now`. Only numbers of ours are in it. */
export function segmentSql(limits: AllLimits, now: number): string {
  const cases = SEGMENTS.map((segment) => {
    const conditions = conditionsOf(RULES[segment], limits, Math.floor(now));
    return `WHEN ${conditions.length === 0 ? '1' : conditions.join(' AND ')} THEN '${segment}'`;
  });
  return `CASE ${cases.join(' ')} END`;
}

function conditionsOf(rule: Rule, limits: AllLimits, now: number): string[] {
  const scored = MEASURES.flatMap((measure) => {
    const [low, high] = rule[measure] ?? [1, 5];
    const [from, before] = [limits[measure][low - 2], limits[measure][high - 1]];
    return [
      ...(from === undefined ? [] : [`${measure} >= ${from}`]),
      ...(before === undefined ? [] : [`${measure} < ${before}`]),
    ];
  });
  const missed = rule.missed === true ? [`missed <= ${now}`] : [`(missed IS NULL OR missed > ${now})`];
  return [
    ...scored,
    ...(rule.missed === undefined ? [] : missed),
    ...(rule.once === true ? ['visits = 1'] : []),
    ...(rule.lately === true ? [`last >= ${now - NEW_MS}`] : []),
  ];
}
