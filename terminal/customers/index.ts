export { type Birthday, parseBirthday } from './birthday.js';
export { register } from './commands.js';
export type { CustomersEvents } from './events.js';
export { cleanName, maskName, NAME_LENGTH_MAX } from './name.js';
export {
  type Customer,
  customerById,
  customerByNo,
  customersByPhone,
  newestStamp,
  phonesOf,
} from './queries.js';
export { type CustomerSearch, createCustomerSearch } from './search.js';
