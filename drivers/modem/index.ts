export { findModem } from './find-port.js';
export { createModem, type ModemOptions } from './modem.js';
export type * from './types.js';
