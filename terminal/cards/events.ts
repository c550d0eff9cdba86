/** Member cards. `uid` is the card's own number in upper-case hex. */
export interface CardsEvents {
  'cards.issued': { v: 1; uid: string; customer: string };
}
