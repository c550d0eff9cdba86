import type { Filter } from '../audience/index.js';
import type { Reader } from '../kernel/database.js';
import type { Purpose } from '../messaging/index.js';
import type { Repeat } from './schedule.js';

export type CampaignState =
  | 'draft'
  | 'due'
  | 'repeating'
  | 'gathering'
  | 'running'
  | 'paused'
  | 'done'
  | 'cancelled'
  | 'missed';

export interface Campaign {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly purpose: Purpose;
  readonly text: string;
  readonly filter: Filter;
  readonly state: CampaignState;
  /** Why it stands still: `staff`, `failures`, `late`; `missed`: the last time of a repeating one. */
  readonly why: string | null;
  readonly startAt: number | null;
  /** Of a repeating one, the first time of all. */
  readonly firstAt: number | null;
  /** The time for which it ran last. */
  readonly ranFor: number | null;
  readonly repeat: Repeat | null;
  /** Last customer looked at. */
  readonly through: number;
  readonly spikeFrom: number;
  /** It goes on by itself until then, ms since 1970 UTC; null while nobody has worked it out. */
  readonly until: number | null;
  /** The survey that it asks, or none. */
  readonly survey?: string;
  readonly at: number;
}

type Row = Omit<Campaign, 'filter' | 'survey'> & { readonly filter: string; readonly survey: string | null };

const COLUMNS = `no, id, name, purpose, text, filter, state, why, start_at AS startAt, first_at AS firstAt, ran_for AS ranFor, repeat, through,
  spike_from AS spikeFrom, until, at, survey`;

const campaignOf = ({ survey, filter, ...row }: Row): Campaign => ({
  ...{ ...row, filter: JSON.parse(filter) as Filter },
  ...(survey !== null && { survey }),
});

/** Newest first. */
export function campaigns(state: Reader, offset: number, limit: number): Campaign[] {
  return state
    .all<Row>(`SELECT ${COLUMNS} FROM campaigns ORDER BY no DESC LIMIT ? OFFSET ?`, limit, offset)
    .map(campaignOf);
}

export function campaignCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM campaigns') ?? 0;
}

export function campaignById(state: Reader, id: string): Campaign | undefined {
  const row = state.one<Row>(`SELECT ${COLUMNS} FROM campaigns WHERE id = ?`, id);
  return row && campaignOf(row);
}

/** Those that wait for their time or are at work, the oldest first. */
export function activeCampaigns(state: Reader): Campaign[] {
  const sql = `SELECT ${COLUMNS} FROM campaigns WHERE state IN ('due', 'repeating', 'gathering', 'running') ORDER BY no`;
  return state.all<Row>(sql).map(campaignOf);
}

/** Those whose texts are on their way. */
export function carriedCampaigns(state: Reader): Campaign[] {
  return activeCampaigns(state).filter(({ state: at }) => at === 'gathering' || at === 'running');
}

export interface Recipient {
  readonly key: string;
  readonly customer: string;
}

export function waitingRecipients(state: Reader, no: number, limit: number): Recipient[] {
  const sql = 'SELECT key, customer FROM campaign_recipients WHERE campaign = ? AND state = 0 LIMIT ?';
  return state.all<Recipient>(sql, no, limit);
}

/** Recipients whose text is not in the outbox yet. */
export function waitingCount(state: Reader, no: number): number {
  const sql = 'SELECT count(*) FROM campaign_recipients WHERE campaign = ? AND state = 0';
  return state.value<number>(sql, no) ?? 0;
}

/** Of `keys`, those that are recipients already. */
export function recipientsAmong(state: Reader, no: number, keys: readonly string[]): Set<string> {
  const sql = `SELECT r.key AS key FROM json_each(?) CROSS JOIN campaign_recipients r
    ON r.key = json_each.value AND r.campaign = ?`;
  return new Set(state.all<{ key: string }>(sql, JSON.stringify(keys), no).map(({ key }) => key));
}

/** Whether one of `customers` has a text on another number than `key` that went out, may have, or will. */
export function textedAmong(state: Reader, no: number, customers: readonly string[], key: string): boolean {
  const sql = `SELECT 1 FROM campaign_recipients r JOIN texts ON texts.id = r.text
    WHERE r.campaign = ?1 AND r.key <> ?2 AND r.customer IN (SELECT value FROM json_each(?3))
      AND texts.state NOT IN ('failed', 'expired', 'cancelled') LIMIT 1`;
  return state.value<number>(sql, no, key, JSON.stringify(customers)) === 1;
}

export interface Progress {
  readonly recipients: number;
  /** Not in the outbox yet. */
  readonly waiting: number;
  /** Texts by their state in the outbox. */
  readonly texts: Readonly<Record<string, number>>;
  /** Left out, by reason. */
  readonly left: Readonly<Record<string, number>>;
}

export function progressOf(state: Reader, campaign: Campaign): Progress {
  const count = (sql: string, param: number | string): Record<string, number> =>
    Object.fromEntries(state.all<{ name: string; n: number }>(sql, param).map(({ name, n }) => [name, n]));
  const { no, id } = campaign;
  return {
    recipients: state.value<number>('SELECT count(*) FROM campaign_recipients WHERE campaign = ?', no) ?? 0,
    waiting: waitingCount(state, no),
    texts: count('SELECT state AS name, count(*) AS n FROM texts WHERE batch = ? GROUP BY state', id),
    left: count(
      'SELECT why AS name, count AS n FROM campaign_left WHERE campaign = ? ORDER BY count DESC',
      no,
    ),
  };
}

/** Texts of a campaign that are in the outbox and not gone. */
export function inOutbox(state: Reader, id: string): number {
  const sql = "SELECT count(*) FROM texts WHERE batch = ? AND state IN ('queued', 'sending')";
  return state.value<number>(sql, id) ?? 0;
}

/** How many of the last `limit` texts that came to an end failed; texts up to number `from` are forgiven. */
export function lastFailures(
  state: Reader,
  id: string,
  from: number,
  limit: number,
): { readonly ended: number; readonly failed: number } {
  const sql = `SELECT count(*) AS ended, coalesce(sum(state = 'failed'), 0) AS failed FROM (SELECT state FROM texts
    WHERE batch = ? AND no > ? AND state IN ('sent', 'delivered', 'failed', 'unknown') ORDER BY no DESC LIMIT ?)`;
  return state.one(sql, id, from, limit) ?? { ended: 0, failed: 0 };
}

/** Recipients whose text did not leave, or was refused by the network: they alone are sent to again. */
export function failedRecipients(state: Reader, campaign: Campaign, limit: number): string[] {
  const sql = `SELECT r.key AS key FROM campaign_recipients r JOIN texts ON texts.id = r.text
    WHERE r.campaign = ? AND r.state = 1 AND texts.state IN ('failed', 'expired') LIMIT ?`;
  return state.all<{ key: string }>(sql, campaign.no, limit).map(({ key }) => key);
}
