/** What leaves no other trace: that somebody looked, or took data away. */
export interface AuditEvents {
  /** A customer's card was opened by somebody who is logged in. */
  'audit.looked': { v: 1; customer: string };
  /** `place`: the folder; `count`: rows of the file, customers or what one of them did. Written before the file is. */
  'audit.exported': { v: 1; place: string; count: number };
}
