/**
 * What a terminal and its head office say to each other. Topics:
 *   zhanggui/v1/{store}/{terminal}/up     terminal → office
 *   zhanggui/v1/{store}/{terminal}/down   office → terminal
 * A payload is UTF-8 text: one line of JSON (the head), then, for `commits`, one journal line each, exactly as it stands
 * in the journal. At most MAX_PAYLOAD bytes.
 */

import type { SharedEvent } from './shared.js';

export const SYNC_VERSION = 1;
export const MAX_PAYLOAD = 256 * 1024;

/** Terminal → office. `hello` opens a session and asks where the office stands; the office answers `ack` and `feed`. */
export type UpHead =
  | {
      readonly v: 1;
      readonly kind: 'hello';
      readonly last: number;
      readonly cursor: number;
      readonly software: string;
      /** The journal came out of a backup: where it ends says nothing of what was once acknowledged. */
      readonly restored?: boolean;
    }
  /** Commits `first`…`last`, without a gap, in order. */
  | { readonly v: 1; readonly kind: 'commits'; readonly first: number; readonly last: number }
  /** Items after `cursor`, please. Also tells that everything up to `cursor` is journaled here. */
  | { readonly v: 1; readonly kind: 'want'; readonly cursor: number }
  /**
   * Commits that an erasure of a customer wrote anew follow, `first` … `last`; without them: that was all, and what else is kept of the
   * customer goes as well.
   */
  | {
      readonly v: 1;
      readonly kind: 'erased';
      readonly erasure: string;
      readonly customer: string;
      readonly first?: number;
      readonly last?: number;
    }
  /** My own commits after `after`, please: the journal came out of a backup. */
  | { readonly v: 1; readonly kind: 'lines'; readonly after: number };

/** Office → terminal. */
export type DownMessage =
  /** Everything up to `through` is in the office's database, once. `gap`: commits after `through` are missing. */
  | { readonly v: 1; readonly kind: 'ack'; readonly through: number; readonly gap?: boolean }
  | { readonly v: 1; readonly kind: 'feed'; readonly items: readonly FeedItem[]; readonly head: number }
  /** All that was said of this erasure is in the database, and nothing else of the customer is. */
  | { readonly v: 1; readonly kind: 'erased'; readonly erasure: string }
  /** Journal lines `first` … `last` of this very terminal follow; `through` is the last one that the office has. */
  | {
      readonly v: 1;
      readonly kind: 'lines';
      readonly first: number;
      readonly last: number;
      readonly through: number;
    }
  /** The office refuses: a person must look. `reason` is a short code. */
  | { readonly v: 1; readonly kind: 'refused'; readonly reason: string; readonly seq?: number };

/**
 * One numbered item of a store's feed. Numbers start at 1. `from`: the numbers `from` … `n` - 1 hold nothing for this
 * terminal (what it told itself, numbers never given), absent when there are none. So no number is missing.
 */
export interface FeedItem {
  readonly n: number;
  readonly from?: number;
  readonly kind: string;
  readonly body: unknown;
}

/** Bodies of the feed items of this version, by kind. Money in fen. Keys are the office's own and never reused. */
export interface FeedBodies {
  /** Adds or changes a product. */
  readonly product: {
    readonly sku: string;
    readonly name: string;
    readonly price: number;
    readonly barcode?: string;
    readonly removed?: boolean;
  };
  /** Points for spending: `points` for each whole `per` fen, from the time it is applied on. */
  readonly 'points-rule': { readonly points: number; readonly per: number };
  /** A text template with {变量} variables. */
  readonly template: {
    readonly key: string;
    readonly purpose: 'service' | 'care' | 'marketing';
    readonly text: string;
  };
  /** Shop facts that receipts and texts show. */
  readonly shop: {
    readonly name: string;
    readonly signature: string;
    readonly phone?: string;
    readonly address?: string;
  };
  /** Adds a customer, or changes the named fields of one, the newest stamp winning per field. */
  readonly customer: {
    readonly id: string;
    readonly name?: string;
    readonly phone?: string;
    readonly level?: string;
    readonly stamp: string;
  };
  /** What a customer brings along from before: points, stored value, visits. Counted once, by its number in the feed. */
  readonly opening: {
    readonly customer: string;
    readonly points: number;
    readonly principal: number;
    readonly bonus: number;
    readonly visits?: readonly { readonly at: number; readonly amount: number; readonly items: string }[];
  };
  /** The tills of this store. `home` holds what is nobody's own: what the office entered, and what gone tills left. */
  readonly tills: { readonly tills: readonly string[]; readonly home: string };
  /**
   * What happened in commit `seq` of another till `from`, at its time `at`. A commit that is large comes in parts 0, 1 … .
   * For one till, (`seq`, `part`) only grows.
   */
  readonly shared: {
    readonly from: string;
    readonly seq: number;
    readonly part: number;
    readonly at: number;
    readonly events: readonly SharedEvent[];
  };
  /** Nothing: stands for numbers at the end of what is sent that hold nothing for this terminal. */
  readonly passed: Readonly<Record<never, never>>;
}

export type FeedKind = keyof FeedBodies;
