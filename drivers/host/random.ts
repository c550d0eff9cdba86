import { randomBytes } from 'node:crypto';
import type { Random } from './types.js';

/** The operating system's random source. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
