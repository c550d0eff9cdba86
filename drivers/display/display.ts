/**
 * The customer display on its serial line. It never answers, so it counts as ready while its port is open.
 *
 * INVARIANTS
 * - `show` never throws and never waits; of several texts only the last is sent.
 * - After the port comes back the display shows what it should show now.
 */

import { RESET, showLines } from '../../protocol/display/cd5220.js';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import type { DeviceStatus, Unsubscribe } from '../device.js';
import { deadline } from '../host/timing.js';
import type { Cancel, Clock, Log } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import type { Transport } from '../transport/types.js';
import type { CustomerDisplay } from './types.js';

export interface DisplayOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
}

const WRITE_MS = 2_000;
/** Waits before the port is tried again; the last one repeats. */
const REOPEN_MS = [1_000, 2_000, 5_000, 15_000, 30_000] as const;

export function createDisplay(options: DisplayOptions): CustomerDisplay {
  return new SerialDisplay(options);
}

class SerialDisplay implements CustomerDisplay {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changes = listeners<[DeviceStatus]>();
  #status: DeviceStatus = { state: 'absent' };
  #running = false;
  #open = false;
  #attempts = 0;
  #retry: Cancel | undefined;
  /** What should be on the glass, and what of it was not sent yet. */
  #shown: Uint8Array = showLines('', '');
  #waiting = false;
  #working: Promise<void> = Promise.resolve();

  constructor({ transport, clock, log }: DisplayOptions) {
    this.#transport = transport;
    this.#clock = clock;
    this.#log = log;
    transport.onClose(() => this.#lost('no-port'));
  }

  status(): DeviceStatus {
    return this.#status;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#then(() => this.#connect());
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#retry?.();
    await this.#working;
    this.#open = false;
    await this.#release();
    this.#setStatus({ state: 'absent' });
  }

  show(top: string, bottom: string): void {
    this.#shown = showLines(top, bottom);
    if (!this.#open || this.#waiting) return;
    this.#waiting = true;
    this.#then(() => this.#refresh());
  }

  /** One thing at a time on the line. What is queued reports its own trouble and never rejects. */
  #then(work: () => Promise<void>): void {
    this.#working = this.#working.then(work);
  }

  async #connect(): Promise<void> {
    if (!this.#running || this.#open) return;
    this.#setStatus({ state: 'opening' });
    try {
      await this.#transport.open();
      this.#open = true;
      await this.#write(RESET);
      await this.#write(this.#shown);
      this.#attempts = 0;
      if (this.#open) this.#setStatus({ state: 'ready' });
    } catch (error) {
      await this.#fail(error);
    }
  }

  async #refresh(): Promise<void> {
    this.#waiting = false;
    if (!this.#open) return;
    try {
      await this.#write(this.#shown);
    } catch (error) {
      await this.#fail(error);
    }
  }

  async #fail(error: unknown): Promise<void> {
    this.#log.debug({ port: this.#transport.name, cause: messageOf(error) }, 'customer display');
    await this.#release();
    this.#lost('no-port');
  }

  #lost(reason: string): void {
    this.#open = false;
    this.#waiting = false;
    if (!this.#running) return;
    this.#setStatus({ state: 'absent', reason });
    this.#retry?.();
    const wait = REOPEN_MS[Math.min(this.#attempts, REOPEN_MS.length - 1)] ?? 0;
    this.#attempts += 1;
    this.#retry = this.#clock.after(wait, () => this.#then(() => this.#connect()));
  }

  /** Closes the port, and waits no longer than for a write. */
  async #release(): Promise<void> {
    const closing = this.#transport.close();
    await deadline(this.#clock, WRITE_MS, closing, () => stuck(this.#transport.name)).catch(
      (error: unknown) => {
        this.#log.debug({ port: this.#transport.name, cause: messageOf(error) }, 'customer display');
      },
    );
  }

  #write(bytes: Uint8Array): Promise<void> {
    const { name } = this.#transport;
    return deadline(this.#clock, WRITE_MS, this.#transport.write(bytes), () => stuck(name));
  }

  #setStatus(next: DeviceStatus): void {
    if (next.state === this.#status.state && next.reason === this.#status.reason) return;
    this.#status = next;
    this.#log.info({ port: this.#transport.name, ...next }, 'customer display');
    this.#changes.call(next);
  }
}

function stuck(name: string): TerminalError {
  return new TerminalError('display/stuck', `the display at ${name} takes no data`, {
    context: { port: name },
    retry: 'retry',
  });
}
