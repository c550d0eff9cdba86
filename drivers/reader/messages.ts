/** What the child process says to the terminal, one object a message. It hears nothing but the end of the channel. */

import type { BadTap, Tap } from './types.js';

/** What was read from a card; the parent makes it a tap. */
export type CardReading = Omit<Tap, 'tap'>;

export type ChildMessage =
  /** The event loop of the child turns. */
  | { readonly kind: 'beat' }
  /** There is no reader service to ask: `no-pcscd`, `no-library`. The child goes on looking, or ends. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** How many readers are connected now. */
  | { readonly kind: 'readers'; readonly count: number }
  /** A card came into the field of `reader`; `read` or `bad` follows, then `off`. */
  | { readonly kind: 'present'; readonly reader: string }
  | { readonly kind: 'read'; readonly reader: string; readonly card: CardReading }
  | { readonly kind: 'bad'; readonly reader: string; readonly reason: BadTap['reason'] }
  | { readonly kind: 'off'; readonly reader: string }
  /** Why the child is about to end. */
  | { readonly kind: 'fault'; readonly message: string };

const KINDS = ['beat', 'unavailable', 'readers', 'present', 'read', 'bad', 'off', 'fault'];

/** A message of our own child, or undefined for anything else that came down the channel. */
export function asChildMessage(value: unknown): ChildMessage | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return KINDS.includes(String(value.kind)) ? (value as ChildMessage) : undefined;
}

/** The child says that it lives this often, milliseconds. */
export const BEAT_MS = 1_000;
