/** What the staff is told about a customer, as data that a merchant changes: whether, from when on, and in which words. Pure. */

export const ADVICE_KINDS = [
  'complaint',
  'followup',
  'slipping',
  'lapsed',
  'birthday',
  'level',
  'expiring',
  'balance',
  'usual',
] as const;

export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** What a threshold counts: percent of a rhythm, days, times, or fen; none for what simply is so. */
export type ThresholdUnit = 'percent' | 'days' | 'times' | 'fen' | 'none';

export const UNITS: Readonly<Record<AdviceKind, ThresholdUnit>> = {
  complaint: 'none',
  followup: 'days',
  slipping: 'none',
  lapsed: 'percent',
  birthday: 'days',
  level: 'fen',
  expiring: 'days',
  balance: 'fen',
  usual: 'times',
};

export interface AdviceRule {
  readonly kind: AdviceKind;
  readonly on: boolean;
  /** In the unit of its kind; 0 for none. */
  readonly threshold: number;
  /** What to do, in the merchant's words; empty: the program's own, in the language of the screen. */
  readonly words: string;
}

const rule = (kind: AdviceKind, threshold = 0): AdviceRule => ({ kind, on: true, threshold, words: '' });

/** What there is before anybody changes it, the most urgent first. */
export const DEFAULT_RULES: readonly AdviceRule[] = [
  rule('complaint'),
  rule('followup', 1),
  rule('slipping'),
  rule('lapsed', 200),
  rule('birthday', 7),
  rule('level', 20_000),
  rule('expiring', 30),
  rule('balance', 2_000),
  rule('usual', 3),
];
