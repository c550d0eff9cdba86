import type { Reader } from '../kernel/database.js';

/** Row number of the customer that a card opens. */
export function cardHolder(state: Reader, uid: string): number | undefined {
  return state.value<number>('SELECT customer FROM cards WHERE uid = ?', uid);
}

/** Uids of a customer's cards, the oldest first. */
export function cardsOf(state: Reader, customerNo: number): string[] {
  return state
    .all<{ uid: string }>('SELECT uid FROM cards WHERE customer = ? ORDER BY issued, uid', customerNo)
    .map(({ uid }) => uid);
}
