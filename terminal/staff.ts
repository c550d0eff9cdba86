/** Who stands at the keypad. Until people log in, it is the staff as one. */
import type { Cause } from './kernel/kernel.js';

export const STAFF: Cause = { actor: 'staff', origin: 'keypad' };
