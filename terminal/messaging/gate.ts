/** The one gate that every text passes, whoever asks for it. Pure. */
import { normalizeNumber } from '../../protocol/number/index.js';
import { printable } from '../../protocol/text/columns.js';
import type { Purpose } from './events.js';
import { RULES } from './policy.js';

/** Says how to refuse; every marketing text ends with it. */
export const REFUSAL_SUFFIX = '拒收请回复R';
/** At most this many replies by the program itself to one number in AUTOREPLY_WINDOW_MS: two machines must not chat. */
export const AUTOREPLIES_MAX = 5;
export const AUTOREPLY_WINDOW_MS = 10 * 60 * 1000;
/** Ten parts: more is a mistake at the counter. */
export const BODY_LENGTH_MAX = 670;

export interface Candidate {
  readonly key: string;
  readonly purpose: Purpose;
  readonly cause: string;
  readonly text: string;
}

/** What is known of a number; each is asked only when it matters. */
export interface Knowledge {
  /** The terminal's own number, or the shop's. */
  own(): boolean;
  /** The number's owner has refused texts of this purpose. */
  refused(): boolean;
  /** There is consent to texts of this purpose, with evidence. */
  consented(): boolean;
  /** Texts of this purpose have reached the cap for one number. */
  often(): boolean;
  /** Replies by the program itself to this number in the last AUTOREPLY_WINDOW_MS. */
  autoreplies(): number;
}

export type Stopped =
  | 'text-empty'
  | 'text-too-long'
  | 'number-not-mobile'
  | 'number-own'
  | 'number-refused'
  | 'consent-missing'
  | 'text-too-often'
  | 'autoreply-loop';

/** Why a text must not be sent, or undefined. The world around a number: `stopNumber`. */
export function stopAtGate(candidate: Candidate, known: Knowledge): Stopped | undefined {
  if (printable(candidate.text).trim() === '') return 'text-empty';
  if ([...candidate.text].length > BODY_LENGTH_MAX) return 'text-too-long';
  return stopNumber(candidate, known);
}

/** The same for a number alone: a campaign asks it for everybody before there is a text. */
export function stopNumber(
  { key, purpose, cause }: Omit<Candidate, 'text'>,
  known: Knowledge,
): Stopped | undefined {
  const rule = RULES[purpose];
  if (!isMobile(key)) return 'number-not-mobile';
  if (known.own()) return 'number-own';
  if (rule.refusable && known.refused()) return 'number-refused';
  if (rule.consent && !known.consented()) return 'consent-missing';
  if (rule.bulk && known.often()) return 'text-too-often';
  if (cause === 'autoreply' && known.autoreplies() >= AUTOREPLIES_MAX) return 'autoreply-loop';
  return undefined;
}

/** A campaign asks it a hundred thousand times: Chinese mobile numbers, as keys, are known at a glance. */
function isMobile(key: string): boolean {
  return /^\+861[3-9]\d{9}$/.test(key) || normalizeNumber(key).kind === 'mobile';
}

/** What the recipient will read: signature first, refusal last; 【】 are the signature's alone. */
export function bodyOf(text: string, purpose: Purpose, signature: string): string {
  const own = text
    .split('\n')
    .map((row) => printable(row).replace(/【/g, '[').replace(/】/g, ']'))
    .join('\n')
    .trim();
  const suffix = purpose === 'marketing' && !own.endsWith(REFUSAL_SUFFIX) ? REFUSAL_SUFFIX : '';
  return `【${signature}】${own}${suffix}`;
}

/** The words of a body without the signature: bodyOf gives it again. */
export function ownWords(body: string): string {
  return body.replace(/^【[^】]*】/, '');
}
