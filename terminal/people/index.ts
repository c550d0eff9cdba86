export { createDoor, type Door, type Grant, type WantedGrant } from './door.js';
export type { PeopleEvents } from './events.js';
export { type Employee, employeeName, employees } from './queries.js';
export { ownEvents } from './required.js';
export { type Right, roleById } from './rights.js';
export { roleName } from './screens/words.js';
