export { systemClock } from './clock.js';
export { systemDisk } from './disk.js';
export { holdFolder } from './hold.js';
export { systemRandom } from './random.js';
export { type Backoff, backoff, deadline, sleep } from './timing.js';
