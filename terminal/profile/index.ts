export { profileLines } from './lines.js';
export { type Profile, profilesByPhone } from './queries.js';
export { recipientOf } from './recipient.js';
