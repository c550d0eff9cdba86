/** Member cards. `uid` is the card's own number in upper-case hex. */
export interface CardsEvents {
  'cards.issued': { v: 1; uid: string; customer: string };
  /**
   * Issued at another till of the store at its time `at` (ms since 1970 UTC). Two tills without a line may issue one card to two
   * people: the earlier time wins, and of equal ones the smaller customer id, so that all tills say the same.
   */
  'cards.issued-elsewhere': { v: 1; uid: string; customer: string; at: number };
}
