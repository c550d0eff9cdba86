/** What the doctor found: one line for a person. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'FAIL';
  readonly what: string;
  /** What is so, and when it is not well, what to do. */
  readonly says: string;
}

export const ok = (what: string, says: string): Finding => ({ state: 'ok', what, says });
export const warn = (what: string, says: string): Finding => ({ state: 'warn', what, says });
export const fail = (what: string, says: string): Finding => ({ state: 'FAIL', what, says });
