/** Which rows are one person: a customer, and those who were merged into them. Nothing of ours is below it. */
export { everyRow, mainOf, PERSON_ROWS, personOf, rowsOf } from './rows.js';
