export { change, register } from './commands.js';
export type { CustomersEvents } from './events.js';
export { cleanName, maskName, NAME_LENGTH_MAX } from './name.js';
export {
  type Customer,
  customerById,
  customerByNo,
  customerCount,
  customers,
  customersByPhone,
  newestStamp,
  phonesOf,
} from './queries.js';
export { type CustomerSearch, createCustomerSearch } from './search.js';
export { customersTables } from './tables.js';
