import type { Reader } from '../kernel/database.js';

export interface Owner {
  /** Number key. */
  readonly key: string;
  readonly name: string;
  readonly salt: string;
  readonly hash: string;
  /** Wrong PINs in a row. */
  readonly wrong: number;
  /** When the newest text that was obeyed was sent, ms since 1970 UTC. */
  readonly sent: number;
}

/** Wrong PINs that lock a number. */
export const PIN_TRIES = 3;

export function ownerByKey(state: Reader, key: string): Owner | undefined {
  return state.one<Owner>('SELECT key, name, salt, hash, wrong, sent FROM owners WHERE key = ?', key);
}

export function owners(state: Reader): Owner[] {
  return state.all<Owner>('SELECT key, name, salt, hash, wrong, sent FROM owners ORDER BY name, key');
}

/** Number keys of all owners. */
export function ownerKeys(state: Reader): string[] {
  return owners(state).map(({ key }) => key);
}

/** Minute of the shop's day at which figures are texted; undefined for never. */
export function summaryMinute(state: Reader): number | undefined {
  const minute = state.value<number>('SELECT minute FROM owner_terminal') ?? -1;
  return minute < 0 ? undefined : minute;
}

/** `2026-11-22` of the last day whose figures were texted, or need not be; empty when nobody was told any. */
export function lastSummary(state: Reader): string {
  return state.value<string>('SELECT day FROM owner_terminal') ?? '';
}

export function isTerminalLocked(state: Reader): boolean {
  return state.value<number>('SELECT locked FROM owner_terminal') === 1;
}
