export { openCase, rateCase } from './commands.js';
export type { CaseKind, CasesEvents } from './events.js';
export { type Case, caseToRate, openCaseCount, openCasesOf } from './queries.js';
