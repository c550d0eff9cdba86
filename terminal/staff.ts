/**
 * Whoever stands at the keypad. The door (people/door.ts) writes in its place who that is by name, once there are employees, and
 * asks for their rights.
 */
import type { Cause } from './kernel/kernel.js';

export const STAFF: Cause = { actor: 'staff', origin: 'keypad' };
