/** What staff write down about a customer, and what is still to be done for them. */
export interface FollowupsEvents {
  /** `due`: ms since 1970 UTC; a note without one is no task. `call`: the call that it came up in. */
  'followups.noted': {
    v: 1;
    followup: string;
    customer: string;
    words: string;
    due?: number;
    call?: string;
  };
  'followups.postponed': { v: 1; followup: string; due: number };
  /** `word`: how it went, as somebody wrote it; may be empty. */
  'followups.done': { v: 1; followup: string; word: string };
}
