/**
 * Talking with the printer over its transport: bytes out with a deadline, one question at a time, answers told apart.
 *
 * INVARIANTS
 * - No call hangs: a write to a printer without paper may never return, and many printers never answer.
 * - An answer that comes too late is dropped, never taken for the answer to the next question.
 */

import { TerminalError } from '../../protocol/errors.js';
import { ASK_PAPER_IN_TURN, askStatus } from '../../protocol/escpos/commands.js';
import { isPaperReply, isRealtimeStatus, type StatusQuestion } from '../../protocol/escpos/status.js';
import { deadline, sleep } from '../host/timing.js';
import type { Clock } from '../host/types.js';
import type { Transport } from '../transport/types.js';
import { createPauses, type Pauses } from './pauses.js';

const WRITE_MS = 5_000;
const CLOSE_MS = 2_000;
const ANSWER_MS = 500;
/** How long a late answer may still come after we gave up on it. */
const LATE_MS = 200;
const CHUNK_BYTES = 256;
/** 25 KB/s: no receipt waits for it, and a small printer's buffer keeps up. */
const PACE_MS = 10;

export interface Conversation {
  readonly isOpen: boolean;
  /** @throws TerminalError `transport/…` */
  open(): Promise<void>;
  /** Never rejects and never hangs. */
  close(): Promise<void>;
  /** Called when the other end went away by itself. */
  onBreak(listener: () => void): void;
  /**
   * Sends in small chunks, paced; `onChunk` hears the bytes handed over so far.
   * @throws TerminalError `printer/blocked` when the printer takes nothing for five seconds, `transport/…` when the line breaks
   */
  send(bytes: Uint8Array, onChunk?: (sent: number) => void): Promise<void>;
  /** The status byte of DLE EOT n; undefined when none came in time or the line is down. */
  ask(question: StatusQuestion): Promise<number | undefined>;
  /** Asks GS r 1; the answer comes when everything sent before is on paper. `wait` may be called again. */
  askInTurn(): Promise<{ wait(ms: number): Promise<number | undefined> }>;
}

/** One answer that somebody waits for. */
interface Slot {
  take(byte: number): void;
  wait(ms: number): Promise<number | undefined>;
}

export function converse(transport: Transport, clock: Clock): Conversation {
  return new PrinterConversation(transport, clock);
}

class PrinterConversation implements Conversation {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #pauses: Pauses;
  readonly #breakListeners: Array<() => void> = [];
  #open = false;
  #missed = false;
  #realtime: Slot | undefined;
  #inTurn: Slot | undefined;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    this.#pauses = createPauses(clock);
    transport.onData((bytes) => this.#hear(bytes));
    transport.onClose(() => this.#break());
  }

  get isOpen(): boolean {
    return this.#open;
  }

  async open(): Promise<void> {
    await this.#transport.open();
    this.#open = true;
    this.#missed = false;
  }

  async close(): Promise<void> {
    this.#open = false;
    this.#pauses.wakeAll();
    const closing = this.#transport.close().catch(() => undefined);
    await Promise.race([closing, sleep(this.#clock, CLOSE_MS)]);
  }

  onBreak(listener: () => void): void {
    this.#breakListeners.push(listener);
  }

  async send(bytes: Uint8Array, onChunk?: (sent: number) => void): Promise<void> {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      if (at > 0) await this.#pauses.pause(PACE_MS);
      if (!this.#open) throw broken(this.#transport.name);
      await this.#write(bytes.subarray(at, at + CHUNK_BYTES));
      onChunk?.(Math.min(at + CHUNK_BYTES, bytes.length));
    }
  }

  async ask(question: StatusQuestion): Promise<number | undefined> {
    if (this.#missed) await this.#pauses.pause(LATE_MS);
    if (!this.#open) return undefined;
    const slot = makeSlot(this.#pauses);
    this.#realtime = slot;
    await this.#write(askStatus(question));
    const answer = await slot.wait(ANSWER_MS);
    this.#realtime = undefined;
    this.#missed = answer === undefined;
    return answer;
  }

  async askInTurn(): Promise<Slot> {
    const slot = makeSlot(this.#pauses);
    this.#inTurn = slot;
    await this.#write(ASK_PAPER_IN_TURN);
    return slot;
  }

  #hear(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (isRealtimeStatus(byte)) this.#realtime?.take(byte);
      else if (isPaperReply(byte)) this.#inTurn?.take(byte);
    }
  }

  #break(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#pauses.wakeAll();
    for (const listener of this.#breakListeners) listener();
  }

  #write(bytes: Uint8Array): Promise<void> {
    const { name } = this.#transport;
    return deadline(this.#clock, WRITE_MS, this.#transport.write(bytes), () => blocked(name));
  }
}

function makeSlot(pauses: Pauses): Slot {
  let answer: number | undefined;
  let wake: (() => void) | undefined;
  return {
    take(byte) {
      answer ??= byte;
      wake?.();
    },
    async wait(ms) {
      if (answer === undefined) {
        await pauses.pause(ms, (end) => {
          wake = end;
        });
      }
      return answer;
    },
  };
}

function blocked(name: string): TerminalError {
  return new TerminalError('printer/blocked', `the printer at ${name} takes no more data`, {
    context: { port: name, waited_ms: WRITE_MS },
    retry: 'person',
  });
}

function broken(name: string): TerminalError {
  return new TerminalError('printer/disconnected', `the line to the printer at ${name} broke`, {
    context: { port: name },
    retry: 'retry',
  });
}
