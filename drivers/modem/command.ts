/** An AT command as the driver sends it, and what can become of it. */
import type { TerminalError } from '../../protocol/errors.js';

export interface Command {
  /** Without the line end. */
  readonly text: string;
  /** From the last byte sent to the final result. */
  readonly timeoutMs: number;
  /** What the lines of its reply begin with; without one, bare lines are its reply. */
  readonly reply?: string;
  /** Sent at the prompt, closed with Ctrl-Z. */
  readonly payload?: string;
  /** It dials or answers: NO CARRIER and BUSY end it. */
  readonly inCall?: boolean;
  /** It only reads: when something urgent waits, a second of silence is enough to give it up. */
  readonly reads?: boolean;
  /** Its time-out leaves nothing behind to wait for: no resynchronisation. */
  readonly probe?: boolean;
}

/**
 * ok and error: the modem's final result. timeout: it said nothing in time. gone: it restarted, or the port closed.
 * `submitted` tells whether the payload had been sent.
 */
export type Outcome =
  | { readonly kind: 'ok'; readonly lines: readonly string[] }
  | { readonly kind: 'error'; readonly error: TerminalError; readonly submitted: boolean }
  | { readonly kind: 'timeout'; readonly submitted: boolean }
  | { readonly kind: 'gone'; readonly why: 'reset' | 'closed'; readonly submitted: boolean };

const DEFAULT_TIMEOUT_MS = 5_000;

/** `reply` is given without its colon: `+CSQ`. */
export function query(text: string, reply?: string, timeoutMs = DEFAULT_TIMEOUT_MS): Command {
  return {
    text,
    timeoutMs,
    reply: reply === undefined ? undefined : `${reply}:`,
    reads: reply !== undefined,
  };
}

/** The command's name for logs: what follows may be a PIN or a number. */
export function nameOf(command: Command): string {
  return /^AT[+^*]?[A-Z]*/i.exec(command.text)?.[0] ?? 'AT';
}
