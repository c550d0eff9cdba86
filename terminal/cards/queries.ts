import { mainOf, PERSON_ROWS } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import type { CardState } from './events.js';

export interface Card {
  readonly uid: string;
  /** Row number of the customer it was issued to. */
  readonly customer: number;
  /** ms since 1970 UTC */
  readonly issued: number;
  readonly state: CardState;
  /** When it came into that state, ms since 1970 UTC. */
  readonly since: number;
  /** The card that replaces it; empty for none. */
  readonly replacement: string;
}

const CARDS = `SELECT uid, customer, issued, coalesce(state, 'valid') AS state, coalesce(at, issued) AS since,
  coalesce(replacement, '') AS replacement FROM cards LEFT JOIN card_marks USING (uid)`;

/** A card as it was issued, whatever became of it. */
export function cardBy(state: Reader, uid: string): Card | undefined {
  return state.one<Card>(`${CARDS} WHERE uid = ?`, uid);
}

/** Row number of the person that a card opens: only one that is valid opens anybody. */
export function cardHolder(state: Reader, uid: string): number | undefined {
  const card = cardBy(state, uid);
  return card?.state === 'valid' ? mainOf(state, card.customer) : undefined;
}

/** A person's cards, the newest first. */
export function cardsOf(state: Reader, customerNo: number): Card[] {
  return state.all<Card>(`${CARDS} WHERE customer IN ${PERSON_ROWS} ORDER BY issued DESC, uid`, customerNo);
}

/** The counter with which this card proved itself last; undefined when it never did. */
export function lastCounter(state: Reader, uid: string): number | undefined {
  return state.value<number>('SELECT counter FROM card_counters WHERE uid = ?', uid);
}

/** Of what stands of this card; empty when it was never marked. */
export function markStamp(state: Reader, uid: string): string {
  return state.value<string>('SELECT stamp FROM card_marks WHERE uid = ?', uid) ?? '';
}

/** The newest stamp of a mark: what is marked next must be newer. */
export function newestMark(state: Reader): string | undefined {
  return state.value<string | null>('SELECT max(stamp) FROM card_marks') ?? undefined;
}

/** Numbers of the cards that were issued to the customers of the rows from `from` to before `to`: what a search finds them by. */
export function cardTexts(
  state: Reader,
  from: number,
  to: number,
  tell: (no: number, text: string) => void,
): void {
  const sql = 'SELECT customer, uid FROM cards WHERE customer >= ? AND customer < ?';
  state.each(sql, [from, to], ([no, uid]) => tell(no as number, String(uid)));
}
