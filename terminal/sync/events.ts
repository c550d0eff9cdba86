/** Where the terminal stands in its store's feed. */
export interface SyncEvents {
  /** Everything up to `cursor` has been taken in, in this commit or before. */
  'sync.advanced': { v: 1; cursor: number };
  /** An item that this program cannot read was passed over; the office and the log know which. */
  'sync.skipped': { v: 1; n: number; kind: string; reason: string };
  /** What another till of the store told with its commit `seq` stands beside this. `part`: of a commit that came in several. */
  'sync.shared': { v: 1; from: string; seq: number; part: number };
}
