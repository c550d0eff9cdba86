/** Backups of the journal, as far as this terminal knows. */
export interface BackupEvents {
  /** It was read back and opened whole. `last`: the last commit in it. `auto`: the daily one. */
  'backup.made': { v: 1; file: string; bytes: number; last: number; auto: boolean };
  /** The daily one could not be made. `why`: the code of the error. */
  'backup.failed': { v: 1; why: string };
}
