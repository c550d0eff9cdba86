/** The usual shapes of a command: a number or word that is set, read back and tested for its range. */
import { CME, cme, ok } from '../outcome.js';
import type { Command, Handler, ModemCore, Outcome } from '../types.js';

/** A whole number at `position`; `fallback` where it is left out, undefined when it is no number. */
export function numberAt(command: Command, position: number, fallback: number): number | undefined;
export function numberAt(command: Command, position: number): number | undefined;
export function numberAt(command: Command, position: number, fallback?: number): number | undefined {
  const text = command.args[position];
  if (text === undefined) return fallback;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export interface NumberSetting {
  /** As `=?` lists them: `(0-2)`. */
  readonly range: string;
  readonly min: number;
  readonly max: number;
  get(modem: ModemCore): number;
  set(modem: ModemCore, value: number): void;
}

/** `=N`, `?`, `=?` for one number. */
export function numberSetting(setting: NumberSetting): Handler {
  return (command, modem) => {
    if (command.kind === 'test') return ok(`${command.name}: ${setting.range}`);
    if (command.kind === 'read') return ok(`${command.name}: ${setting.get(modem)}`);
    const value = numberAt(command, 0);
    if (value === undefined || value < setting.min || value > setting.max) return cme(CME.badParameters);
    setting.set(modem, value);
    return ok();
  };
}

export function flagSetting(
  get: (modem: ModemCore) => boolean,
  set: (modem: ModemCore, on: boolean) => void,
): Handler {
  return numberSetting({
    range: '(0,1)',
    min: 0,
    max: 1,
    get: (modem) => (get(modem) ? 1 : 0),
    set: (modem, value) => set(modem, value === 1),
  });
}

/** Accepted and forgotten: hardware that a simulator does not have. */
export const accepted: Handler = (command) => (command.kind === 'read' ? ok(`${command.name}: 0`) : ok());

/** Reads the same whether it is asked with `?` or run. */
export function fixed(lines: (modem: ModemCore) => readonly string[]): Handler {
  return (command, modem): Outcome => (command.kind === 'test' ? ok() : ok(...lines(modem)));
}
