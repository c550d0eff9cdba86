/** The text that says that little is left of what was paid in advance. */
import type { Reader } from '../kernel/database.js';
import { templateOf } from '../messaging/index.js';
import { prepaidRulesAt } from './queries.js';

/** While the office has sent no template `low-balance`. */
const WORDS = '{称呼}您好，您的储值余额还有{余额}元，欢迎到店充值。';

/** The template, when a payment brought the balance below the limit; the one that was above it before, so it comes once. */
export function lowBalanceText(
  state: Reader,
  before: number,
  after: number,
  now: number,
): string | undefined {
  const { low } = prepaidRulesAt(state, now);
  if (before < low || after >= low) return undefined;
  const { text } = templateOf(state, 'low-balance');
  return text === '' ? WORDS : text;
}
