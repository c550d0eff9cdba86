/**
 * The one error class of the project. Every error that we throw has a code `layer/reason`, a sentence a technician
 * understands, and the facts that belong to it; screens translate the code, never the sentence.
 */

export type Layer =
  | 'at'
  | 'sms'
  | 'number'
  | 'escpos'
  | 'card'
  | 'hid'
  | 'sync'
  | 'transport'
  | 'modem'
  | 'reader'
  | 'printer'
  | 'keypad'
  | 'display'
  | 'link'
  | 'disk'
  | 'journal'
  | 'backup'
  | 'restore'
  | 'erasure'
  | 'snapshot'
  | 'database'
  | 'config'
  | 'command'
  | 'office'
  | 'sheet'
  | 'sim'
  | 'cli';

export type ErrorCode = `${Layer}/${string}`;

/** What the caller may do about it: try again later, never again, or call a person. */
export type RetryClass = 'retry' | 'permanent' | 'person';

export interface ErrorOptions {
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
  readonly retry?: RetryClass;
}

export class TerminalError extends Error {
  readonly code: ErrorCode;
  readonly context: Readonly<Record<string, unknown>>;
  readonly retry: RetryClass;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TerminalError';
    this.code = code;
    this.context = options.context ?? {};
    this.retry = options.retry ?? 'permanent';
  }
}

/** True for a TerminalError, and when `code` is given, only for that code or (ending in `/`) that layer. */
export function isTerminalError(error: unknown, code?: string): error is TerminalError {
  if (!(error instanceof TerminalError)) return false;
  if (code === undefined) return true;
  return code.endsWith('/') ? error.code.startsWith(code) : error.code === code;
}

/** The text of anything that was thrown, for logs and one-line messages. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
