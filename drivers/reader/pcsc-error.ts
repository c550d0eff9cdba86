/** What nfc-pcsc's errors mean. It wraps them: the PC/SC code stands in the text of `previous`, `…(0x80100069)`. */

import { messageOf, TerminalError } from '../../protocol/errors.js';

/** pcsc-lite's winscard codes that mean a card is there and does not answer; all others come from a card that left. */
const NO_ANSWER: readonly string[] = [
  '0x8010000a', // SCARD_E_TIMEOUT
  '0x80100066', // SCARD_W_UNRESPONSIVE_CARD
  '0x80100065', // SCARD_W_UNSUPPORTED_CARD
  '0x80100067', // SCARD_W_UNPOWERED_CARD
];

export function cardError(error: unknown): TerminalError {
  const text = error instanceof Error && 'previous' in error ? messageOf(error.previous) : messageOf(error);
  const silent = NO_ANSWER.some((code) => text.includes(code));
  const options = { cause: error, retry: 'retry' } as const;
  return silent
    ? new TerminalError('reader/no-answer', `the card does not answer: ${text}`, options)
    : new TerminalError('reader/card-left', `the card left the reader: ${text}`, options);
}
