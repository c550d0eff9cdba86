export { type Day, dayOf, isDay, numberOf, written } from './days.js';
export {
  anniversaryIn,
  birthdaysIn,
  HOLIDAYS,
  type Holiday,
  holidaysIn,
} from './occasions.js';
