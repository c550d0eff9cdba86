/** What the journal holds: commits of events. */
import type { Veil } from '../../protocol/sync/veil.js';

/** Something that happened, in the past tense: `customers.registered`. `v` is the version of its shape. */
export interface DomainEvent {
  readonly type: string;
  readonly v: number;
}

/** Where a commit came from; the office shows it, and rules may ask. */
export type Origin = 'keypad' | 'modem' | 'reader' | 'printer' | 'office' | 'timer' | 'import';

export interface CommitHead {
  /** 1, 2, 3 … without a gap, for the life of a terminal. */
  readonly seq: number;
  /** Wall clock when it was decided, ms since 1970 UTC. */
  readonly at: number;
  /** Idempotency key, unique for ever. */
  readonly id: string;
  /** Who: an employee's id, `staff` while there are none, `system`, `office`. */
  readonly actor: string;
  /** Employee whose PIN allowed the actor more than they may alone. */
  readonly approver?: string;
  readonly origin: Origin;
}

export interface Commit extends CommitHead {
  /**
   * `seq` of the first commit that was written and synced together with this one. Nobody was told of any of them
   * before all of them were on the medium; so damage inside the last such group is a torn write, not a loss.
   */
  readonly sync: number;
  readonly events: readonly DomainEvent[];
  /** How its personal values are covered by the chain (protocol/sync/veil.ts); absent when it has none. */
  readonly veil?: Veil;
  /** Digest of this commit and all before it (protocol/sync/chain.ts); absent in journals from before there was one. */
  readonly chain?: string;
}
