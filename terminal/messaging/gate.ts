/** The one gate that every text passes, whoever asks for it. Pure. */
import { normalizeNumber } from '../../protocol/number/index.js';
import { printable } from '../../protocol/text/columns.js';
import type { Purpose } from './events.js';

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
  /** Whether the number's owner has refused marketing texts. Asked only when it matters, as is the next. */
  refused(): boolean;
  /** Replies by the program itself to this number in the last AUTOREPLY_WINDOW_MS. */
  autoreplies(): number;
}

export type Stopped =
  | 'text-empty'
  | 'text-too-long'
  | 'number-not-mobile'
  | 'number-refused'
  | 'autoreply-loop';

/** Why a text must not be sent, or undefined. */
export function stopAtGate(candidate: Candidate): Stopped | undefined {
  if (printable(candidate.text).trim() === '') return 'text-empty';
  if ([...candidate.text].length > BODY_LENGTH_MAX) return 'text-too-long';
  if (normalizeNumber(candidate.key).kind !== 'mobile') return 'number-not-mobile';
  if (candidate.purpose === 'marketing' && candidate.refused()) return 'number-refused';
  if (candidate.cause === 'autoreply' && candidate.autoreplies() >= AUTOREPLIES_MAX) return 'autoreply-loop';
  return undefined;
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
