import { type ErrorCode, messageOf, TerminalError } from '../../protocol/errors.js';

interface Meaning {
  readonly code: ErrorCode;
  readonly says: string;
}

/** EDQUOT and EFBIG (RLIMIT_FSIZE) are a full disk to us as well: there is no room that we may use. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ENOSPC: { code: 'disk/full', says: 'the disk is full' },
  EDQUOT: { code: 'disk/full', says: 'the disk quota is used up' },
  EFBIG: { code: 'disk/full', says: 'the file may not grow' },
  EROFS: { code: 'disk/read-only', says: 'the disk is read-only' },
};

/** The `errno` word of a node error (`ENOENT`, …), or an empty string. */
export function errnoOf(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? cause.code : '';
}

/** A node file error as `disk/full`, `disk/read-only` or `disk/failed`, with what was done to which path. */
export function diskError(doing: string, path: string, cause: unknown): TerminalError {
  const errno = errnoOf(cause);
  const meaning = MEANINGS[errno] ?? { code: 'disk/failed', says: messageOf(cause) };
  return new TerminalError(meaning.code, `could not ${doing} ${path}: ${meaning.says}`, {
    context: { path, doing, errno },
    cause,
    retry: meaning.code === 'disk/full' ? 'retry' : 'person',
  });
}
