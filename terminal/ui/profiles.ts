/** The two keypads with their screens, as data. */
import type { Profile } from './types.js';

export const PROFILES = {
  standard: { name: 'standard', columns: 40, rows: 15, letters: false },
  advanced: { name: 'advanced', columns: 80, rows: 25, letters: true },
} as const satisfies Record<Profile['name'], Profile>;
