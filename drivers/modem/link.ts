import type { Clock, Log } from '../host/types.js';
import type { Channel } from './channel.js';
import type { PinMemory } from './pin-memory.js';

/** What the parts of the driver share. */
/** The SIM PIN from the configuration, once in the life of the driver; `none`: there is none. */
export type PinTaken = { readonly pin: string } | 'taken-before' | 'none';

export interface Link {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly log: Log;
  readonly takePin: () => PinTaken;
  /** What became of the PIN in earlier lives. */
  readonly pins?: PinMemory;
  /** How many tries the locked SIM has left; undefined when the module cannot say. */
  readonly onPinTries: (left: number | undefined) => void;
}
