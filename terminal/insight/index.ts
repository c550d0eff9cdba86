/** What customers are worth: how lately, how often, how much; who stays away; who and what stands first. */
export { type CustomerValue, customerValue, limits, ratingOf, usualOf } from './queries.js';
