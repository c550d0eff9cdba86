/** What the office has noticed about each terminal since it started; for `status` and for the person who looks. */

export interface Notes {
  /** Commits taken into the database. */
  fresh: number;
  /** Batches that were there before. */
  repeated: number;
  gaps: number;
  refused: number;
  lastRefusal?: string;
  software: string;
  /** Highest feed item that the terminal has journaled. */
  cursor: number;
  /** Highest feed item sent to it, or undefined before it said where it stands. */
  sent?: number;
  seenMs: number;
}

export function newNotes(): Notes {
  return { fresh: 0, repeated: 0, gaps: 0, refused: 0, software: '', cursor: 0, seenMs: 0 };
}
