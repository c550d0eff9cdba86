/**
 * The receipt printer: opens its port and keeps it, looks after paper and cover, prints one receipt at a time.
 *
 * INVARIANTS
 * - One thing at a time on the line: a job, a drawer kick or a look.
 * - Nothing here rejects or throws but `openDrawer`; a printer that is gone, silent or stuck is a status and an outcome.
 *
 * Reasons of its status: `no-port`, `cover-open`, `paper-out`, `paper-low`, `printer-error`, `offline`, `blocked`,
 * `no-answer` (ready, but nobody can tell whether it prints).
 */

import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { DRAWER_KICK, DRAWER_KICK_NOW, REST_OF_ANY_COMMAND } from '../../protocol/escpos/commands.js';
import { layout, type PaperColumns } from '../../protocol/escpos/layout.js';
import type { Receipt } from '../../protocol/escpos/receipt.js';
import type { DeviceStatus, Unsubscribe } from '../device.js';
import type { Clock, Log } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import type { Transport } from '../transport/types.js';
import { type Conversation, converse } from './conversation.js';
import { encode } from './encode.js';
import { type Manners, runJob } from './job.js';
import { createPauses, type Pauses } from './pauses.js';
import { SILENCE, type Survey, statusOf, survey } from './survey.js';
import type { Printer, PrinterSenses, PrintOutcome } from './types.js';

export interface PrinterOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  /** 32 for 58 mm paper, 48 for 80 mm. */
  readonly columns: PaperColumns;
}

/** Waits before the port is tried again; the last one repeats. */
const REOPEN_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** Between looks: when all is well, when something is in the way, and when it never answered. */
const LOOK_MS = { well: 5_000, obstacle: 2_000, silent: 30_000 } as const;
/** Looks without an answer, from a printer that answered before, until the line is opened anew. */
const SILENT_LOOKS_MAX = 3;

export function createPrinter(options: PrinterOptions): Printer {
  return new ReceiptPrinter(options);
}

class ReceiptPrinter implements Printer {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #columns: PaperColumns;
  readonly #conversation: Conversation;
  readonly #pauses: Pauses;
  readonly #exclusive = queue();
  readonly #changes = listeners<[DeviceStatus]>();
  #status: DeviceStatus = { state: 'absent' };
  #senses = SILENCE.senses;
  #manners: Manners = { answers: false, inTurn: undefined };
  #running = false;
  #kept: Promise<void> = Promise.resolve();

  constructor({ transport, clock, log, columns }: PrinterOptions) {
    this.#name = transport.name;
    this.#clock = clock;
    this.#log = log;
    this.#columns = columns;
    this.#conversation = converse(transport, clock);
    this.#pauses = createPauses(clock);
    this.#conversation.onBreak(() => this.#forget('no-port'));
  }

  status(): DeviceStatus {
    return this.#status;
  }

  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  senses(): PrinterSenses {
    return this.#senses;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#kept = this.#kept.then(() => this.#keep());
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#pauses.wakeAll();
    await this.#conversation.close();
    await this.#kept;
    await this.#exclusive(() => this.#conversation.close());
    this.#setStatus({ state: 'absent' });
  }

  print(receipt: Receipt): Promise<PrintOutcome> {
    return this.#exclusive(() => this.#printNow(receipt));
  }

  /** Real time when something is in the way, because then the printer's buffer stands still. */
  openDrawer(): Promise<void> {
    return this.#exclusive(async () => {
      if (!(await this.#connect())) throw noDrawer(this.#name);
      await this.#conversation.send(this.#status.state === 'degraded' ? DRAWER_KICK_NOW : DRAWER_KICK);
    });
  }

  #setStatus(next: DeviceStatus): void {
    if (next.state === this.#status.state && next.reason === this.#status.reason) return;
    this.#status = next;
    this.#log.info({ port: this.#name, ...next }, 'printer');
    this.#changes.call(next);
  }

  /** One missed look of a printer that answers is no news; `watch` counts them. */
  #learn(found: Survey): void {
    if (!found.answered && this.#manners.answers) return;
    this.#senses = found.senses;
    if (found.answered) this.#manners.answers = true;
    if (this.#conversation.isOpen) this.#setStatus(statusOf(found));
  }

  #forget(reason: string): void {
    this.#senses = SILENCE.senses;
    this.#setStatus({ state: 'absent', reason });
    this.#pauses.wakeAll();
  }

  async #lose(reason: string): Promise<void> {
    await this.#conversation.close();
    this.#forget(reason);
  }

  /** Opens the line when it is not open; false when that fails. Only inside `exclusive`, as everything below. */
  async #connect(): Promise<boolean> {
    if (this.#conversation.isOpen) return true;
    if (!this.#running) return false;
    this.#setStatus({ state: 'opening' });
    try {
      await this.#conversation.open();
      this.#manners = { answers: false, inTurn: undefined };
      this.#setStatus({ state: 'initialising' });
      await this.#conversation.send(REST_OF_ANY_COMMAND);
      this.#learn(await survey(this.#conversation));
      return this.#conversation.isOpen;
    } catch (error) {
      this.#log.debug({ port: this.#name, cause: messageOf(error) }, 'printer did not open');
      await this.#lose(isTerminalError(error, 'printer/blocked') ? 'blocked' : 'no-port');
      return false;
    }
  }

  async #look(): Promise<Survey> {
    try {
      const found = await survey(this.#conversation);
      this.#learn(found);
      return found;
    } catch (error) {
      this.#log.warn({ port: this.#name, cause: messageOf(error) }, 'printer takes no question');
      await this.#lose(isTerminalError(error, 'printer/blocked') ? 'blocked' : 'no-port');
      return SILENCE;
    }
  }

  /** Opens, looks, and opens again, until `stop`. */
  async #keep(): Promise<void> {
    let attempts = 0;
    while (this.#running) {
      if (await this.#exclusive(() => this.#connect())) {
        attempts = 0;
        await this.#watch();
      }
      if (this.#running) await this.#pauses.pause(reopenMs(attempts));
      attempts += 1;
    }
  }

  /** Looks now and then, as long as the line is up. */
  async #watch(): Promise<void> {
    let silent = 0;
    while (this.#conversation.isOpen && this.#running) {
      const pace = !this.#manners.answers
        ? 'silent'
        : this.#status.state === 'degraded'
          ? 'obstacle'
          : 'well';
      await this.#pauses.pause(LOOK_MS[pace]);
      if (!this.#running || !this.#conversation.isOpen) return;
      const found = await this.#exclusive(() => this.#look());
      silent = found.answered || !this.#manners.answers ? 0 : silent + 1;
      if (silent >= SILENT_LOOKS_MAX) await this.#exclusive(() => this.#lose('no-answer'));
    }
  }

  async #printNow(receipt: Receipt): Promise<PrintOutcome> {
    const bytes = await this.#encode(receipt);
    if (bytes === undefined) return { state: 'failed', reason: 'encoder', partly: false };
    if (!(await this.#connect())) return { state: 'failed', reason: 'no-port', partly: false };
    const { outcome, last } = await runJob(this.#conversation, this.#clock, bytes, this.#manners);
    const reason = outcome.state === 'failed' ? outcome.reason : '';
    if (reason === 'blocked') await this.#lose('blocked');
    else if (reason === 'disconnected') await this.#lose('no-port');
    else this.#learn(last);
    this.#log.info({ receipt: receipt.number, bytes: bytes.length, ...outcome }, 'receipt');
    return outcome;
  }

  async #encode(receipt: Receipt): Promise<Uint8Array | undefined> {
    try {
      return await encode(layout(receipt, this.#columns));
    } catch (error) {
      this.#log.error({ receipt: receipt.number, cause: messageOf(error) }, 'receipt could not be encoded');
      return undefined;
    }
  }
}

function reopenMs(attempts: number): number {
  return REOPEN_MS[Math.min(attempts, REOPEN_MS.length - 1)] ?? 0;
}

function noDrawer(port: string): TerminalError {
  return new TerminalError(
    'printer/no-port',
    'the drawer hangs on the printer, and the printer is not there',
    { context: { port }, retry: 'person' },
  );
}

/** Runs what it is given one after the other. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
