/** Telephone numbers: one key for all spellings, and how they are shown. */

export { callerNumber } from './caller.js';
export { formatNumber, maskNumber } from './format.js';
export { isCallable, type NormalNumber, normalizeNumber } from './normalize.js';
export type { NumberKind } from './rules-cn.js';
