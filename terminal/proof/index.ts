export { useProof } from './commands.js';
export type { ProofEvents } from './events.js';
export { newestPin } from './queries.js';
export { askProof } from './screens/ask.js';
export { askForPin } from './screens/pin.js';
