import { type ErrorCode, isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';

interface Meaning {
  readonly code: ErrorCode;
  readonly says: string;
}

const NO_PORT: Meaning = { code: 'transport/no-port', says: 'there is no such port; is it plugged in?' };
const BUSY: Meaning = { code: 'transport/busy', says: 'another program has it open' };
const PERMISSION: Meaning = {
  code: 'transport/permission',
  says: 'this user may not open it; add the user to its group (dialout or lp)',
};
const UNREACHABLE: Meaning = { code: 'transport/unreachable', says: 'nothing answers at that address' };
const CLOSED: Meaning = { code: 'transport/closed', says: 'the other end went away' };

/** errno words, and what serialport's binding writes into its sentences instead of a code. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/ENOENT|ENODEV|ENXIO|No such file or directory|No such device/, NO_PORT],
  [/EACCES|EPERM|Permission denied|Operation not permitted/, PERMISSION],
  [/EBUSY|Cannot lock port|Resource temporarily unavailable|Device or resource busy/, BUSY],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/, UNREACHABLE],
  [/EPIPE|ECONNRESET|EIO|EBADF|Port is not open/, CLOSED],
];

function meaningOf(cause: unknown): Meaning {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words = `${code} ${messageOf(cause)}`;
  const found = MEANINGS.find(([pattern]) => pattern.test(words));
  return found?.[1] ?? { code: 'transport/failed', says: messageOf(cause) };
}

/** What a port's library or the operating system threw, as `transport/…` with a sentence that says what to do. */
export function transportError(name: string, cause: unknown): TerminalError {
  if (isTerminalError(cause, 'transport/')) return cause;
  const { code, says } = meaningOf(cause);
  return new TerminalError(code, `${name}: ${says}`, { context: { port: name }, cause, retry: 'retry' });
}

/** A write to a port that is not open. */
export function notOpen(name: string): TerminalError {
  return new TerminalError('transport/closed', `${name}: it is not open`, {
    context: { port: name },
    retry: 'retry',
  });
}
