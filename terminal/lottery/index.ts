export { enterByText } from './commands.js';
export type { LotteryEvents } from './events.js';
