export { type Birthday, parseBirthday } from './birthday.js';
export { change, checkEnabled, register } from './commands.js';
export { type CustomField, type CustomFieldKind, cleanCustom, customFields, customValues } from './custom.js';
export type { CustomersEvents } from './events.js';
export { cleanField, PROFILE_FIELDS, type ProfileField, wordLabel, wordOf } from './fields.js';
export { keepFresh } from './freshness.js';
export { cleanFact, ITEM_FACTS, type Item, type ItemKind } from './items.js';
export { everJoined, removeForGood } from './joining.js';
export { cleanName, maskName, NAME_LENGTH_MAX } from './name.js';
export {
  type Customer,
  customerById,
  customerByNo,
  customersByPhone,
  customersNamed,
  isRestorable,
  isSomebodysNumber,
  itemsOf,
  newestStamp,
  phonesOf,
  removedByPhone,
  standingStamp,
} from './queries.js';
export { type CustomerSearch, createCustomerSearch } from './search.js';
