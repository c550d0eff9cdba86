export { issueCard, type LaidCard, markCard, replaceCard } from './commands.js';
export type { CardsEvents } from './events.js';
export { cardHappenings } from './happenings.js';
export { type Found, lookUp } from './look-up.js';
export { type Card, cardHolder, cardsOf, newestMark } from './queries.js';
export { cardOfPlainCode, cardOfScan } from './scan.js';
export { meetCard } from './screens/met.js';
export { createTaps, type Taps } from './taps.js';
