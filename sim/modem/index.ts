/** What others use of the simulated modem. */
export type { Network, SentText } from '../network/types.js';
export { CONTROL_HELP } from './control.js';
export { type ControlPort, openControlPort } from './control-port.js';
export { playScript } from './script.js';
export { createSimModem, type SimModem, type SimModemOptions, type StoredEntry } from './sim-modem.js';
export { systemClock } from './system-clock.js';
export type { ModemOptions } from './types.js';
