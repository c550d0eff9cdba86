export { profileLines } from './lines.js';
export { type Profile, profileOf, profilesByPhone } from './queries.js';
export { recipientOf } from './recipient.js';
