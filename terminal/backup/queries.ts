import type { Reader } from '../kernel/database.js';

export interface BackupState {
  /** When the last one was made, and the last daily one; ms since 1970 UTC. */
  readonly made: number | null;
  readonly auto: number | null;
  readonly file: string;
  /** When the daily one failed, if none was made since. */
  readonly failed: number | null;
  readonly why: string;
}

export const DAY_MS = 24 * 3600 * 1000;
const OLD_MS = 2 * DAY_MS;

export function backupState(state: Reader): BackupState {
  const row = state.one<BackupState>('SELECT made, auto, file, failed, why FROM backup_state');
  return row ?? { made: null, auto: null, file: '', failed: null, why: '' };
}

/** What a person must be told: the last daily one failed, or there is none of the last two days. */
export function backupTrouble(state: Reader, now: number): 'failed' | 'old' | undefined {
  const { made, failed } = backupState(state);
  if (failed !== null) return 'failed';
  return made === null || now - made > OLD_MS ? 'old' : undefined;
}
