export { createHidKeypad } from './hid.js';
export { openHidDevice } from './node-hid.js';
export { createTtyKeypad } from './tty.js';
export type { Key, KeyName, Keypad, Scan } from './types.js';
