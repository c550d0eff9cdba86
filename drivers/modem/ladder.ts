/**
 * The healing ladder, as a pure function: what is tried after so many failed bring-ups in a row. Each bring-up begins with ESC
 * and AT ×3; what is gentle comes first and more often.
 */

/**
 * again: only another bring-up · settings: ATZ puts the module's own back · reopen: the port is closed and opened, on another
 * path or at another speed where they are searched · restart: CFUN=1,1 · power: DTR is dropped, or the switched power cut.
 */
export type Rung = 'again' | 'settings' | 'reopen' | 'restart' | 'power';

export interface Failure {
  /** Bring-ups that failed in a row, this one included. */
  readonly failures: number;
  /** It answers AT, but something else is wrong. */
  readonly answers: boolean;
  /** A person must come: no restart brings a SIM or its PIN. */
  readonly hopeless: boolean;
}

const SETTINGS_AT = 2;
const RESTART_EVERY = 4;
const POWER_EVERY = 4;

export function rungFor({ failures, answers, hopeless }: Failure): Rung {
  if (hopeless) return 'again';
  if (!answers) return failures % POWER_EVERY === 0 ? 'power' : 'reopen';
  if (failures % RESTART_EVERY === 0) return 'restart';
  return failures % RESTART_EVERY === SETTINGS_AT ? 'settings' : 'again';
}
