/**
 * Member cards. `uid` names a card: its own number in upper-case hex, or what a stripe or a code says (identity.ts).
 */

/** `lost` may become valid again, or replaced, or retired; the last two are for good. */
export type CardState = 'valid' | 'lost' | 'replaced' | 'retired';

export interface CardsEvents {
  'cards.issued': { v: 1; uid: string; customer: string };
  /**
   * Issued at another till of the store at its time `at` (ms since 1970 UTC). Two tills without a line may issue one card to two
   * people: the earlier time wins, and of equal ones the smaller customer id, so that all tills say the same.
   */
  'cards.issued-elsewhere': { v: 1; uid: string; customer: string; at: number };
  /**
   * What became of a card: `replaced` or `retired` at any till is for good; of several such, or of others, the newest stamp counts. `by`:
   * the card that replaces it.
   */
  'cards.marked': { v: 1; uid: string; state: CardState; by?: string; stamp: string };
  /** The card has proved itself with this counter; it counts its taps, so that none comes again. */
  'cards.proven': { v: 1; uid: string; counter: number };
}
