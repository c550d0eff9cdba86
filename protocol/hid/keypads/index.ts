export { ADVANCED_KEYPAD } from './advanced.js';
export { STANDARD_KEYPAD } from './standard.js';
