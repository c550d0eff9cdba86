/** What +CREG and its kin tell (3GPP TS 27.007, 7.2). */
import type { ModemCore, Registration } from './types.js';

/** As the host is told: 0 while the radio is off, 2 while the SIM is locked or the modem boots. */
export function registrationStatus(modem: Pick<ModemCore, 'radio' | 'options'>): Registration {
  const { radio, options } = modem;
  if (radio.functionality !== 1 || options.sim === false) return 0;
  return radio.booted && radio.lock === 'READY' ? radio.registration : 2;
}

/** `<stat>[,<lac>,<ci>]`; the cell only in mode 2 and while registered. */
export function registrationFields(modem: Pick<ModemCore, 'radio' | 'options'>, mode: number): string {
  const status = registrationStatus(modem);
  return mode === 2 && (status === 1 || status === 5) ? `${status},"1A2B","00C3"` : String(status);
}
