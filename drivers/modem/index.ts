export { createModem, type ModemOptions } from './modem.js';
export type * from './types.js';
