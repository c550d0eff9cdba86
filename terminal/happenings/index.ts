/** What a capability tells of a customer: one shape, so that a timeline can put all of it in one row. Nothing of ours is below it. */
export { type SourceQuery, sourceOf } from './source.js';
export { type Happening, type HappeningKind, type HappeningSource, KINDS, type Whose } from './types.js';
