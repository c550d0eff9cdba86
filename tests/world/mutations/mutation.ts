/** A small wrong change of the compiled product, as text: one that a person could make on a bad day. */
export interface Mutation {
  readonly name: string;
  /** Compiled file, from the root of the build. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly from: string;
  readonly to: string;
  /** Why no run can tell it from the right program; without it a survivor is a gap. */
  readonly equivalent?: string;
}
