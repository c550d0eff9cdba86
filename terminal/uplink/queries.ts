/** Conversations: what came from a number and what went to it, as one thread. Read from messaging's tables. */
import type { Reader } from '../kernel/database.js';

export interface Conversation {
  /** Number key; empty for senders that are words. */
  readonly key: string;
  /** As the network gave it. */
  readonly sender: string;
  readonly last: string;
  readonly at: number;
  readonly unread: number;
  /** 1 for a number on the blacklist. */
  readonly blocked: number;
}

const WHO = "CASE key WHEN '' THEN sender ELSE key END";

/** What nobody has read first, then the newest; those of blocked numbers last. */
export function conversations(state: Reader, offset: number, limit: number): Conversation[] {
  return state.all<Conversation>(
    `SELECT t.key, t.sender, t.body AS last, t.at, g.unread,
       t.key IN (SELECT key FROM blocked_numbers) AS blocked
     FROM (SELECT max(no) AS no, count(*) FILTER (WHERE read = 0) AS unread FROM inbox GROUP BY ${WHO}) g
     JOIN inbox t ON t.no = g.no ORDER BY blocked, g.unread > 0 DESC, t.no DESC LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function conversationCount(state: Reader): number {
  return state.value<number>(`SELECT count(DISTINCT ${WHO}) FROM inbox`) ?? 0;
}

export interface Said {
  readonly from: 'customer' | 'shop';
  readonly body: string;
  readonly at: number;
  /** State of a text that went out; null for one that came in. */
  readonly state: string | null;
}

/** The newest first. */
export function saidWith(
  state: Reader,
  { key, sender }: Pick<Conversation, 'key' | 'sender'>,
  limit: number,
): Said[] {
  if (key === '')
    return state.all<Said>(
      "SELECT 'customer' AS \"from\", body, at, NULL AS state FROM inbox WHERE key = '' AND sender = ? ORDER BY no DESC LIMIT ?",
      sender,
      limit,
    );
  return state.all<Said>(
    `SELECT 'customer' AS "from", body, at, NULL AS state FROM inbox WHERE key = ?1
     UNION ALL SELECT 'shop', coalesce(shown, body), at, state FROM texts WHERE key = ?1 ORDER BY at DESC LIMIT ?2`,
    key,
    limit,
  );
}

/** Texts of a conversation that nobody has read. */
export function unreadOf(state: Reader, { key, sender }: Pick<Conversation, 'key' | 'sender'>): string[] {
  return state
    .all<{ id: string }>(
      "SELECT id FROM inbox WHERE read = 0 AND key = ?1 AND (key <> '' OR sender = ?2)",
      key,
      sender,
    )
    .map(({ id }) => id);
}
