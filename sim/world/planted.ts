/**
 * Parts of the product that a test may replace by wrong ones, to see that the checks bite. A run without any of them takes
 * every part as it is shipped.
 */
import type { Disk } from '../../drivers/host/types.js';
import type { Modem } from '../../drivers/modem/types.js';
import type { Printer } from '../../drivers/printer/types.js';
import type { Reader } from '../../drivers/reader/types.js';
import type { Eraser } from '../../office/ingest/erase.js';
import type { CommitStore } from '../../office/ingest/store.js';
import type { Tables } from '../../terminal/kernel/capability.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import type { SyncStatus } from '../../terminal/sync/service.js';

export interface Planted {
  readonly disk?: (disk: Disk) => Disk;
  readonly tables?: (tables: readonly Tables[]) => readonly Tables[];
  readonly kernel?: (kernel: Kernel) => Kernel;
  readonly modem?: (modem: Modem) => Modem;
  readonly reader?: (reader: Reader) => Reader;
  readonly printer?: (printer: Printer) => Printer;
  /** What people see of the line to the office. */
  readonly status?: (status: SyncStatus) => SyncStatus;
  readonly commits?: (commits: CommitStore) => CommitStore;
  readonly eraser?: (eraser: Eraser) => Eraser;
}
