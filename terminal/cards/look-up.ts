/** What a card that was laid down, swiped or scanned means here. */
import type { Reader } from '../kernel/database.js';
import type { LaidCard } from './commands.js';
import { type Card, cardBy } from './queries.js';

export type Found =
  /** Opens its customer. */
  | { readonly as: 'valid'; readonly card: Card }
  /** Lost, replaced or retired: it opens nobody. */
  | { readonly as: 'stopped'; readonly card: Card }
  /** Nobody's yet, or written by somebody else. */
  | { readonly as: 'unknown' }
  /** Says another number each time, or is a phone: it can never be a card. */
  | { readonly as: 'phone' | 'random' }
  /** A payment card, whose number must not be kept. */
  | { readonly as: 'bank' }
  /** A card of this number proves itself, and this one did not. */
  | { readonly as: 'cloned' };

/**
 * By its number, or else by the member code that it carries: a printed code may have been written on a tag too. A number that stands for
 * a card always goes first, so that a code copied on another's card opens nothing of it.
 */
export function lookUp(state: Reader, { uid, kind, random, memberCode }: LaidCard): Found {
  if (kind === 'phone') return { as: 'phone' };
  if (random) return { as: 'random' };
  if (kind === 'bank' || kind === 'cloned') return { as: kind };
  const card =
    cardBy(state, uid) ?? (memberCode === undefined ? undefined : cardBy(state, codeIdentity(memberCode)));
  if (!card) return { as: 'unknown' };
  return { as: card.state === 'valid' ? 'valid' : 'stopped', card };
}

/** How the card of a member code is named. */
export function codeIdentity(code: string): string {
  return `C:${code.toUpperCase()}`;
}
