export { issueCard, type LaidCard } from './commands.js';
export type { CardsEvents } from './events.js';
export { cardHolder, cardsOf } from './queries.js';
export { createTaps, type Taps } from './taps.js';
export { cardHappenings } from './happenings.js';
