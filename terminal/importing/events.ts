/** Customers that came out of a file, and how to give them back. */

export interface Touched {
  readonly customer: string;
  /**
   * What its fields were before, and with spaces between under `phones` the number keys and under `items` the ids that were added;
   * absent for a new customer.
   */
  readonly before?: Readonly<Record<string, string>>;
  /** Of the change of its fields: what was changed later an undo leaves. Absent when no field was changed, and in old imports. */
  readonly stamp?: string;
}

export interface ImportingEvents {
  /** Rows up to and with `line` of a file are done; the customers' own events stand in the same commit. */
  'importing.imported': {
    v: 1;
    import: string;
    file: string;
    line: number;
    customers: readonly Touched[];
  };
  /** No more rows are taken: all were done, or a person stopped it. */
  'importing.ended': { v: 1; import: string; stopped: boolean };
  /** These customers were given back; `kept` are in use by now and stay. */
  'importing.undone': { v: 1; import: string; customers: readonly string[]; kept: readonly string[] };
  /** Heads of columns and what a person said that they mean. */
  'importing.columns-learned': { v: 1; heads: Readonly<Record<string, string>> };
}
