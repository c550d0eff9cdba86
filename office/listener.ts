/** What the office needs of a TCP server; main.ts has the real one. */

import type { Duplex } from 'node:stream';
import type { Address } from './config.js';

export interface Listener {
  /** The port that was taken, also when 0 was asked for. */
  readonly port: number;
  /** Ends the connections too. */
  close(): Promise<void>;
}

/** @throws TerminalError `office/listen` when the port is taken or not ours to open */
export type Listen = (address: Address, accept: (socket: Duplex) => void) => Promise<Listener>;
