/** What the staff is told about a customer on a tap or a call, from rules that a merchant can change. */
export { type Advice, adviseOn } from './advise.js';
export { adviceWords } from './words.js';
