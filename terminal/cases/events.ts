/** What customers bring forward: complaints, questions and feedback, from the first word to how they liked the end. */
export type CaseKind = 'complaint' | 'question' | 'feedback';

export interface CasesEvents {
  /** `number`: what people call it by at this terminal. `key`: number key, empty when nobody left one. */
  'cases.opened': {
    v: 1;
    case: string;
    number: number;
    key: string;
    kind: CaseKind;
    body: string;
    via: 'text' | 'keypad';
  };
  /** The customer texted again while it was open. */
  'cases.added': { v: 1; case: string; body: string };
  'cases.sorted': { v: 1; case: string; kind: CaseKind };
  /** `to`: an employee's id, or a name in words; empty for nobody. */
  'cases.assigned': { v: 1; case: string; to: string };
  'cases.answered': { v: 1; case: string; body: string };
  /** `asked`: the customer was asked by text how it went, and may answer 1 to 5. */
  'cases.closed': { v: 1; case: string; result: string; asked: boolean };
  'cases.rated': { v: 1; case: string; score: number };
}
