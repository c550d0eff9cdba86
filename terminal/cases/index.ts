export { openCase, rateCase } from './commands.js';
export type { CaseKind, CasesEvents } from './events.js';
export { caseEndHappenings, caseHappenings } from './happenings.js';
export { type Case, caseToRate, openCaseCount, openCasesOf } from './queries.js';
