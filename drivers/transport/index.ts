export { lpTransport } from './lp.js';
export { serialTransport } from './serial.js';
export { tcpTransport } from './tcp.js';
export type { Transport } from './types.js';
