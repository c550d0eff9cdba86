/** What proof a payment from stored value takes. Pure; all money in fen. */

/** `card`: a member card that was laid down; `proven`: one that proved itself; `code`: texted, for once. */
export type ProofHow = 'card' | 'proven' | 'pin' | 'code';

export interface ProofRules {
  /** Whom they bind. */
  readonly who: 'everybody' | 'with-pin';
  /** Up to this much in one payment a card that is laid down is enough, … */
  readonly card: number;
  /** … and up to this much in a day. */
  readonly cardDay: number;
  /** Up to this much a card that proves itself is enough. */
  readonly proven: number;
}

/**
 * While nobody has set anything, only who has chosen a PIN is asked for proof: above 50 yuan, or 150 in a day, by PIN or code, or up to
 * 1,000 by a card that cannot be copied.
 */
export const DEFAULT_RULES: ProofRules = { who: 'with-pin', card: 5_000, cardDay: 15_000, proven: 100_000 };

/** What is known of a payment. */
export interface Payment {
  /** From stored value. */
  readonly amount: number;
  readonly hasPin: boolean;
  /** There is a number that takes texts. */
  readonly hasMobile: boolean;
  /** What cards alone have paid in the last day. */
  readonly byCard: number;
}

/** Any of these is enough; empty: nothing is asked. Of `impossible` nothing can be had: the customer must choose a PIN first. */
export function proofsFor(
  { who, card, cardDay, proven }: ProofRules,
  { amount, hasPin, hasMobile, byCard }: Payment,
): readonly ProofHow[] | 'impossible' {
  if (amount <= 0 || (who === 'with-pin' && !hasPin)) return [];
  const all: ReadonlyArray<readonly [ProofHow, boolean]> = [
    ['card', amount <= card && byCard + amount <= cardDay],
    ['proven', amount <= proven],
    ['pin', hasPin],
    ['code', hasMobile],
  ];
  const enough = all.flatMap(([how, isEnough]) => (isEnough ? [how] : []));
  return enough.length === 0 ? 'impossible' : enough;
}
