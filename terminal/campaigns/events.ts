/** Texts to many. `campaign` is a campaign's id, and the batch of its texts. Numbers are keys as protocol/number makes them. */
import type { Filter } from '../audience/index.js';
import type { Purpose } from '../messaging/index.js';
import type { Repeat } from './schedule.js';

export interface CampaignFacts {
  readonly name: string;
  readonly purpose: Purpose;
  /** A template: `{称呼}` and the like are filled in for each. */
  readonly text: string;
  readonly filter: Filter;
  /** The survey whose first question it asks: what the receiver texts next is the answer. */
  readonly survey?: string;
}

/** By a person; because texts fail; because it should have been done long ago. */
export type PausedWhy = 'staff' | 'failures' | 'late';

export interface CampaignsEvents {
  /** A draft, new or changed. */
  'campaigns.drafted': { v: 1; campaign: string } & CampaignFacts;
  /** A person has seen the preview and said yes. `at`: ms since 1970 UTC, now or later. */
  'campaigns.started': { v: 1; campaign: string; at: number; repeat?: Repeat };
  /** The next customers were looked at, up to row number `through`. `left`: how many are left out, by reason. */
  'campaigns.gathered': {
    v: 1;
    campaign: string;
    through: number;
    recipients: ReadonlyArray<{ readonly customer: string; readonly key: string }>;
    left: Readonly<Record<string, number>>;
    done: boolean;
  };
  /** A recipient's text went to the outbox (`text`), or the gate stopped it at last (`why`). */
  'campaigns.drawn': { v: 1; campaign: string; key: string; text?: string; why?: string };
  /** `back`: recipients whose texts were taken out of the outbox again. */
  'campaigns.paused': { v: 1; campaign: string; why: PausedWhy; back: readonly string[] };
  'campaigns.resumed': { v: 1; campaign: string };
  /** It goes on by itself until then (ms since 1970 UTC); later a person is asked. */
  'campaigns.expected': { v: 1; campaign: string; until: number };
  'campaigns.cancelled': { v: 1; campaign: string };
  'campaigns.finished': { v: 1; campaign: string };
  /** These failed and are to be sent to once more. */
  'campaigns.retried': { v: 1; campaign: string; keys: readonly string[] };
  /** A repeating campaign was due: `run` is a campaign of its own. */
  'campaigns.ran': { v: 1; campaign: string; run: string; due: number; next: number };
  /** It was due while the terminal was off, and too long ago. `next`: when a repeating one is due again. */
  'campaigns.missed': { v: 1; campaign: string; due: number; next?: number };
}
