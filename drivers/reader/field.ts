/**
 * The field of one reader: makes one tap of one card laid down, however often the radio loses and finds it.
 *
 * Invariants: a card gives one tap until it was away for FLICKER_MS · each tap is followed by exactly one lift before the
 * next · a card that cannot be read is told once.
 */

import type { Cancel, Clock } from '../host/types.js';
import type { CardReading } from './messages.js';
import type { BadTap } from './types.js';

/** A card that comes back sooner was never lifted by a person. */
const FLICKER_MS = 300;

/** Reading an id and a member code takes 60–200 ms on slow readers. */
const ANSWER_MS = 2_000;

export interface FieldEvents {
  tap(card: CardReading): void;
  bad(reason: BadTap['reason']): void;
  lift(): void;
}

export interface Field {
  present(): void;
  read(card: CardReading): void;
  bad(reason: BadTap['reason']): void;
  off(): void;
  /** The reader is gone: so is the card. */
  close(): void;
}

export function createField(clock: Clock, events: FieldEvents): Field {
  let held: CardReading | undefined;
  let told = false;
  let badAt = Number.NEGATIVE_INFINITY;
  let stopLift: Cancel = () => undefined;
  let stopWaiting: Cancel = () => undefined;

  const lift = () => {
    stopLift();
    if (held === undefined) return;
    held = undefined;
    events.lift();
  };
  const bad = (reason: BadTap['reason']) => {
    stopWaiting();
    const again = told || clock.monotonic() - badAt < FLICKER_MS;
    told = true;
    badAt = clock.monotonic();
    if (held === undefined && !again) events.bad(reason);
  };

  return {
    present() {
      told = false;
      stopLift();
      stopWaiting();
      stopWaiting = clock.after(ANSWER_MS, () => bad('no-answer'));
    },
    read(card) {
      stopWaiting();
      if (held !== undefined && sameCard(held, card)) return;
      lift();
      held = card;
      events.tap(card);
    },
    bad,
    off() {
      stopWaiting();
      stopLift();
      if (held !== undefined) stopLift = clock.after(FLICKER_MS, lift);
    },
    close() {
      stopWaiting();
      lift();
    },
  };
}

/** A phone that is found again has a new random id: within a flicker it is still the same phone. */
function sameCard(one: CardReading, other: CardReading): boolean {
  return one.uid === other.uid || (one.random && other.random);
}
