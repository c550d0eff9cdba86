import type { Filter } from '../audience/index.js';
import type { Reader } from '../kernel/database.js';
import type { MailPurpose } from './events.js';

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'expired' | 'cancelled';

export interface Mail {
  readonly id: string;
  readonly no: number;
  readonly address: string;
  readonly customer: string;
  readonly subject: string;
  readonly body: string;
  readonly purpose: MailPurpose;
  readonly news: string | null;
  readonly state: MailState;
  readonly attempts: number;
  readonly notBefore: number;
  /** Why it did not go, drivers/mail MailTrouble, or a reason of the gate. */
  readonly code: string | null;
  /** The server's words. */
  readonly said: string | null;
  readonly at: number;
}

const COLUMNS = `id, no, address, customer, subject, body, purpose, news, state, attempts, not_before AS notBefore, code,
  said, at`;

/** Newest first. */
export function mails(state: Reader, offset: number, limit: number): Mail[] {
  return state.all<Mail>(`SELECT ${COLUMNS} FROM mails ORDER BY no DESC LIMIT ? OFFSET ?`, limit, offset);
}

export function mailCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM mails') ?? 0;
}

export function mailById(state: Reader, id: string): Mail | undefined {
  return state.one<Mail>(`SELECT ${COLUMNS} FROM mails WHERE id = ?`, id);
}

/** The one whose time has come, or comes first. */
export function nextMail(state: Reader): Mail | undefined {
  return state.one<Mail>(
    `SELECT ${COLUMNS} FROM mails WHERE state = 'queued' ORDER BY not_before, no LIMIT 1`,
  );
}

export function interruptedMails(state: Reader): string[] {
  return state.all<{ id: string }>("SELECT id FROM mails WHERE state = 'sending'").map(({ id }) => id);
}

export function expiredMails(state: Reader, now: number, limit: number): string[] {
  const sql = "SELECT id FROM mails WHERE state = 'queued' AND expires <= ? LIMIT ?";
  return state.all<{ id: string }>(sql, now, limit).map(({ id }) => id);
}

/** What waits of one news. */
export function waitingOf(state: Reader, news: string): string[] {
  const sql = "SELECT id FROM mails WHERE news = ? AND state = 'queued'";
  return state.all<{ id: string }>(sql, news).map(({ id }) => id);
}

export interface News {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly filter: Filter;
  readonly state: 'gathering' | 'out' | 'cancelled';
  readonly through: number;
}

type Row = Omit<News, 'filter'> & { readonly filter: string };

export function newsById(state: Reader, id: string): News | undefined {
  const row = state.one<Row>(
    'SELECT id, subject, text, filter, state, through FROM mail_news WHERE id = ?',
    id,
  );
  return row && { ...row, filter: JSON.parse(row.filter) as Filter };
}

/** The oldest whose receivers are not all in the outbox. */
export function gatheringNews(state: Reader): string | undefined {
  return state.value<string>("SELECT id FROM mail_news WHERE state = 'gathering' ORDER BY no LIMIT 1");
}

/** Of `addresses`, those that this news goes to already. */
export function receiversAmong(state: Reader, news: string, addresses: readonly string[]): Set<string> {
  const sql = `SELECT m.address AS address FROM json_each(?) CROSS JOIN mails m INDEXED BY mails_news
    ON m.news = ? AND m.address = json_each.value`;
  return new Set(
    state.all<{ address: string }>(sql, JSON.stringify(addresses), news).map(({ address }) => address),
  );
}

/** What the owner of an address said last about news: yes, no, or nothing. */
export function wishOf(state: Reader, address: string): 'wanted' | 'refused' | undefined {
  const wanted = state.value<number>('SELECT wanted FROM mail_wishes WHERE address = ?', address);
  return wanted === undefined ? undefined : wanted === 1 ? 'wanted' : 'refused';
}
