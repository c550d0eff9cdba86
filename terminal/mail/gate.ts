/**
 * Who may be sent an e-mail, and what it says beside its own words. Pure.
 *
 * 互联网电子邮件服务管理办法 (2006), articles 13 and 14: an advertisement by e-mail needs the receiver's clear consent, is marked 广告 at the
 * beginning of its subject, says how to have no more of them, and ends at the first refusal.
 */
import { mailAddress } from '../../protocol/mail/address.js';
import { printable } from '../../protocol/text/columns.js';
import type { MailPurpose } from './events.js';

export type MailStopped =
  | 'address-missing'
  | 'address-wrong'
  | 'address-own'
  | 'address-refused'
  | 'consent-missing'
  | 'address-same'
  | 'subject-empty'
  | 'text-empty'
  | 'text-too-long';

/** What is known of an address and of whose it is. */
export interface AddressFacts {
  readonly own: string;
  readonly wish: 'wanted' | 'refused' | undefined;
  /** They have refused advertisements on one of their numbers. */
  readonly refusedByText: boolean;
}

export function stopAddress(
  address: string,
  purpose: MailPurpose,
  { own, wish, refusedByText }: AddressFacts,
): MailStopped | undefined {
  if (address === '') return 'address-missing';
  if (mailAddress(address) !== address) return 'address-wrong';
  if (address === own) return 'address-own';
  if (purpose === 'service') return undefined;
  if (wish === 'refused' || refusedByText) return 'address-refused';
  return wish === 'wanted' ? undefined : 'consent-missing';
}

export const SUBJECT_LENGTH_MAX = 60;
export const TEXT_LENGTH_MAX = 2_000;

export function stopWords(subject: string, text: string): MailStopped | undefined {
  if (printable(subject).trim() === '') return 'subject-empty';
  if (printable(text).trim() === '') return 'text-empty';
  return [...text].length > TEXT_LENGTH_MAX ? 'text-too-long' : undefined;
}

const MARK = '【广告】';

export function subjectOf(subject: string, purpose: MailPurpose): string {
  const own = [...printable(subject).trim()].slice(0, SUBJECT_LENGTH_MAX).join('');
  return purpose === 'marketing' && !own.startsWith(MARK) ? `${MARK}${own}` : own;
}

export interface Sender {
  readonly shop: string;
  /** The number that customers know; null for none. */
  readonly phone: string | null;
}

/** The words, the shop under them, and how to have no more. */
export function bodyOf(text: string, purpose: MailPurpose, { shop, phone }: Sender): string {
  const rows = text.split(/\r?\n/).map((row) => printable(row).trimEnd());
  const end = purpose === 'marketing' ? ['', unsubscribeWords(phone)] : [];
  const foot = ['', '--', phone === null ? shop : `${shop}  ${phone}`, ...end];
  return [rows.join('\n').trim(), ...foot].join('\n');
}

function unsubscribeWords(phone: string | null): string {
  const byText = phone === null ? '' : `，或用您登记的手机号发短信TD到${phone}`;
  return `不想再收到这类邮件，请回复本邮件写"退订"${byText}。To unsubscribe, reply "unsubscribe".`;
}
