import { TerminalError } from '../../protocol/errors.js';
import { customerById } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { CardsEvents } from './events.js';
import { cardHolder } from './queries.js';

export interface LaidCard {
  readonly uid: string;
  readonly kind: string;
  /** A random id changes at every tap and is never an identity. */
  readonly random: boolean;
}

/**
 * Makes a blank card open a customer. Throws `command/card-random`, `command/card-phone`, `command/card-taken` or
 * `command/customer-unknown`.
 */
export function issueCard(state: Reader, card: LaidCard, customer: string): Decision<void> {
  if (card.kind === 'phone') throw new TerminalError('command/card-phone', 'a phone cannot be a member card');
  if (card.random)
    throw new TerminalError('command/card-random', 'this card shows another number at every tap');
  if (!customerById(state, customer))
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const holder = cardHolder(state, card.uid);
  if (holder !== undefined)
    throw new TerminalError('command/card-taken', 'this card belongs to somebody already');
  const issued: EventOf<CardsEvents> = { type: 'cards.issued', v: 1, uid: card.uid, customer };
  return { events: [issued], result: undefined };
}
