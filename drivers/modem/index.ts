export { findModem } from './find-port.js';
export { createModem, type ModemOptions } from './modem.js';
export { modemPort } from './modem-port.js';
export { pinMemory } from './pin-memory.js';
export { PROFILE_NAMES } from './profiles.js';
export type * from './types.js';
