/**
 * Cards that prove themselves (NTAG 424 DNA): each tap brings another message, made with a key that leaves neither card nor terminal.
 *
 * INVARIANTS
 * - A message counts once: its counter is in the journal before the card opens anybody.
 * - Who has proved itself once must prove itself always: its number alone, on whatever chip, opens nobody.
 */
import { parseSunLink, type SunKeys, type SunProof, verifySun } from '../../protocol/card/sun.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { STAFF } from '../staff.js';
import { AES } from './aes.js';
import type { LaidCard } from './commands.js';
import type { CardsEvents } from './events.js';
import { lastCounter } from './queries.js';

/** What a card proved; undefined for one that did not, or that is not asked because this terminal has no keys. */
export interface CardProver {
  readonly hasKeys: boolean;
  prove(card: LaidCard): SunProof | undefined;
}

export function createProver(keys: SunKeys | undefined): CardProver {
  return {
    hasKeys: keys !== undefined,
    prove({ link }) {
      const message = keys && link !== undefined ? parseSunLink(link) : undefined;
      return keys && message && verifySun(AES, message, keys);
    },
  };
}

/** Throws `command/card-cloned` for a counter that is not above the last one: the message was heard before, here or at another till. */
export function takeProof(state: Reader, { uid, counter }: SunProof): Decision<void> {
  const last = lastCounter(state, uid);
  if (last !== undefined && counter <= last)
    throw new TerminalError('command/card-cloned', 'this card’s message was used before', {
      context: { last, counter },
    });
  const proven: EventOf<CardsEvents> = { type: 'cards.proven', v: 1, uid, counter };
  return { events: [proven], result: undefined };
}

/** The card with what it proved: `proven`, and its own number where the reader saw a random one; `cloned` where it should have and did not. */
export async function proved(kernel: Kernel, prover: CardProver, card: LaidCard): Promise<LaidCard> {
  const cloned: LaidCard = { ...card, kind: 'cloned', random: false };
  const proof = prover.prove(card);
  if (!proof) return prover.hasKeys && lastCounter(kernel.state, card.uid) !== undefined ? cloned : card;
  if (!card.random && proof.uid !== card.uid) return cloned;
  try {
    await kernel.transact(STAFF, (state) => takeProof(state, proof));
  } catch (error) {
    if (isTerminalError(error, 'command/card-cloned')) return cloned;
    throw error;
  }
  return { ...card, uid: proof.uid, random: false, proven: proof.counter };
}
