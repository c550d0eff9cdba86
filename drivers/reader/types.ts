import type { Device, Unsubscribe } from '../device.js';

export type CardKind = 'ntag' | 'classic' | 'desfire' | 'phone' | 'unknown';

/** A card was laid on the reader. */
export interface Tap {
  /** Idempotency key of this tap: unique, one for each time a card is laid down. */
  readonly tap: string;
  /** Upper-case hex, 4, 7 or 10 bytes. */
  readonly uid: string;
  readonly kind: CardKind;
  /** A random id (ISO/IEC 14443-3: 4 bytes, first 08) is never an identity. */
  readonly random: boolean;
  /** The member code that its NDEF message carries, when it was read. */
  readonly memberCode?: string;
  /** The link in its NDEF message, when there is no member code: a card that proves itself makes another at each tap. */
  readonly link?: string;
}

/** A tap that could not be read: the card left too early, or it does not answer. */
export interface BadTap {
  readonly reason: 'left-too-early' | 'no-answer' | 'no-uid';
}

export interface Reader extends Device {
  onTap(listener: (tap: Tap) => void): Unsubscribe;
  onBadTap(listener: (bad: BadTap) => void): Unsubscribe;
  /** The card left the field. */
  onLift(listener: () => void): Unsubscribe;
}
