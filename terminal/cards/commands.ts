import { TerminalError } from '../../protocol/errors.js';
import { type Customer, customerById, customerByNo } from '../customers/index.js';
import { mainOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import type { CardState, CardsEvents } from './events.js';
import { type Card, cardBy, markStamp } from './queries.js';

/** A card as it is met: laid on the reader, swiped, scanned. */
export interface LaidCard {
  /** What names it: the chip's number in upper-case hex, or `S:` and a stripe's, or `C:` and a code. */
  readonly uid: string;
  /**
   * As the reader says; `stripe`, `code`, `bank` for a payment card that was swiped, `cloned` for one that did not prove itself and
   * should have.
   */
  readonly kind: string;
  /** A random id changes at every tap and is never an identity. */
  readonly random: boolean;
  /** The member code that a chip carries. */
  readonly memberCode?: string;
  /** The link that a chip carries. */
  readonly link?: string;
  /** The counter with which it proved itself at this tap: prove.ts. */
  readonly proven?: number;
}

/**
 * Makes a blank card open a customer. Throws `command/card-random`, `command/card-phone`, `command/card-bank`,
 * `command/card-cloned`, `command/card-taken`, `command/card-stopped` for one that was lost, replaced or retired, or `command/customer-unknown`.
 */
export function issueCard(state: Reader, card: LaidCard, customer: string): Decision<void> {
  checkBlank(state, card);
  checkThere(state, customerById(state, customer));
  return { events: issued(card, customer), result: undefined };
}

/** Who was deleted or erased gets no card; who was merged gets the person's. */
function checkThere(state: Reader, customer: Customer | undefined): asserts customer is Customer {
  const person = customer && customerByNo(state, mainOf(state, customer.no));
  if (person?.removed !== null)
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
}

function checkBlank(state: Reader, { uid, kind, random }: LaidCard): void {
  if (kind === 'phone') throw new TerminalError('command/card-phone', 'a phone cannot be a member card');
  if (kind === 'bank')
    throw new TerminalError('command/card-bank', 'a payment card’s number must not be kept');
  if (kind === 'cloned')
    throw new TerminalError('command/card-cloned', 'this card did not prove that it is the one');
  if (random) throw new TerminalError('command/card-random', 'this card shows another number at every tap');
  const known = cardBy(state, uid);
  if (known && known.state !== 'valid')
    throw new TerminalError('command/card-stopped', 'this card was lost, replaced or retired');
  if (known) throw new TerminalError('command/card-taken', 'this card belongs to somebody already');
}

/** With the counter of this tap beside it: other tills take no counter of a card that they do not know, and this card must prove itself there too. */
function issued({ uid, proven }: LaidCard, customer: string): EventOf<CardsEvents>[] {
  const card: EventOf<CardsEvents> = { type: 'cards.issued', v: 1, uid, customer };
  return proven === undefined ? [card] : [card, { type: 'cards.proven', v: 1, uid, counter: proven }];
}

export interface WantedMark {
  readonly uid: string;
  readonly state: 'lost' | 'valid' | 'retired';
  /** A new stamp. */
  readonly stamp: string;
}

/** From where each state is reached. */
const REACHED: Readonly<Record<WantedMark['state'], readonly CardState[]>> = {
  lost: ['valid'],
  valid: ['lost'],
  retired: ['valid', 'lost'],
};

/**
 * Reports a card lost or found, or retires it. Throws `command/card-unknown`, or `command/card-not-so` when it is not in a state that
 * leads there: nobody finds what was not lost, and a card that was replaced or retired stays so.
 */
export function markCard(state: Reader, { uid, state: next, stamp }: WantedMark): Decision<Card> {
  const card = knownCard(state, uid);
  if (!REACHED[next].includes(card.state)) throw notSo(card);
  const marked: EventOf<CardsEvents> = {
    ...{ type: 'cards.marked', v: 1, uid, state: next, stamp: stampAfter(markStamp(state, uid), stamp) },
  };
  return { events: [marked], result: card };
}

export interface WantedReplacement {
  /** The card that is lost or worn. */
  readonly old: string;
  readonly card: LaidCard;
  readonly stamp: string;
}

/**
 * Another card in the place of an old one, for the same customer: history, points and balance are the customer's and stay where they
 * are. Throws what `issueCard` and `markCard` throw.
 */
export function replaceCard(state: Reader, { old, card, stamp }: WantedReplacement): Decision<Card> {
  const before = knownCard(state, old);
  if (before.state !== 'valid' && before.state !== 'lost') throw notSo(before);
  checkBlank(state, card);
  const customer = customerByNo(state, before.customer);
  checkThere(state, customer);
  const marked: EventOf<CardsEvents> = {
    ...{ type: 'cards.marked', v: 1, uid: old, state: 'replaced', by: card.uid },
    stamp: stampAfter(markStamp(state, old), stamp),
  };
  return { events: [marked, ...issued(card, customer.id)], result: before };
}

function knownCard(state: Reader, uid: string): Card {
  const card = cardBy(state, uid);
  if (!card) throw new TerminalError('command/card-unknown', 'this card belongs to nobody');
  return card;
}

function notSo({ state }: Card): TerminalError {
  return new TerminalError('command/card-not-so', 'this card is in another state', { context: { state } });
}
