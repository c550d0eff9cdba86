export { deleteAudience, saveAudience } from './commands.js';
export { checkFilter, type Filter, matches, type Range } from './filter.js';
export { levelNames } from './levels.js';
export { type Member, type Slice, sliceOf } from './members.js';
export { type Audience, audiences } from './queries.js';
export { type CustomerTable, createCustomerTable } from './table.js';
