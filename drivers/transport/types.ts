import type { Unsubscribe } from '../device.js';

/** A byte stream to a device. Errors are TerminalError `transport/…`. */
export interface Transport {
  /** Where it leads, for logs: `/dev/serial/by-id/…`, `tcp:192.168.1.9:9100`. */
  readonly name: string;
  open(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the bytes are handed to the operating system, which does not mean that the device has them. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Lowers or raises DTR where there is such a line: many modules are wired or set (AT&D) so that lowering it resets them. Without
   * that line nothing happens.
   */
  setDtr?(on: boolean): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** The other end went away, or the port failed; not called after `close()`. */
  onClose(listener: (cause?: Error) => void): Unsubscribe;
}
