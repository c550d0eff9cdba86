/**
 * The mechanism: commands in, paper out. It works through its buffer as long as it can print, stops in the middle of a
 * receipt when the paper ends or the cover opens, and goes on where it stopped, as the real ones do.
 *
 * INVARIANTS
 * - A status answer is given in real time; the answer to GS r only when everything before it is on paper.
 * - Nothing is printed while the paper is out or the cover open, and nothing that waits is lost.
 */

import type { Cancel, Clock } from '../../drivers/host/types.js';
import { decodeCode128 } from './code128.js';
import { type Command, parseCommand } from './parse.js';
import { type RealtimeFilter, realtimeFilter } from './realtime.js';
import { applyQr, applyStyle, cellOf, initialStyle } from './style.js';
import { cellColumns, paperText, qrText } from './text.js';
import type { Cell, PaperItem, SimReceipt } from './types.js';

/** Bytes that wait for paper; a real printer holds 4 to 64 KB and then stops the line. */
const BUFFER_BYTES_MAX = 256 * 1024;

export interface Sensors {
  /** Lines until the paper ends; undefined: a full roll. */
  linesLeft: number | undefined;
  paperLow: boolean;
  coverOpen: boolean;
}

export interface MachineOptions {
  readonly columns: 32 | 48;
  readonly reply: (bytes: Uint8Array) => void;
  readonly onReceipt: (receipt: SimReceipt) => void;
  /** Milliseconds a line takes, asked for each; 0: at once. */
  readonly lineMs: () => number;
  readonly clock: Pick<Clock, 'after'>;
}

export interface Machine {
  readonly sensors: Sensors;
  take(bytes: Uint8Array): void;
  /** Goes on printing after paper or cover changed. */
  resume(): void;
  /** Drawer pulses since it was made. */
  drawerKicks(): number;
  /** What hangs out of the printer, not cut yet. */
  hanging(): string;
  /** Takes the paper that hangs out, as one receipt; nothing when there is none. */
  tear(): void;
  /** Power off: buffer and style are gone, the paper stays. */
  reset(): void;
}

export function createMachine(options: MachineOptions): Machine {
  return new PrinterMachine(options);
}

class PrinterMachine implements Machine {
  readonly sensors: Sensors = { linesLeft: undefined, paperLow: false, coverOpen: false };
  readonly #options: MachineOptions;
  readonly #filter: RealtimeFilter;
  #style = initialStyle();
  #buffer = new Uint8Array();
  #busy: Cancel | undefined;
  /** The line that is being put together. */
  #cells: Cell[] = [];
  /** Columns that it takes. */
  #columns = 0;
  /** The paper that hangs out. */
  #items: PaperItem[] = [];
  #kicksHere = 0;
  #kicks = 0;
  #receipts = 0;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#filter = realtimeFilter({
      onPulse: () => this.#kick(),
      onStatus: (question) => {
        const answer = realtimeAnswer(question, this.sensors, this.#paperOut());
        if (answer !== undefined) options.reply(Uint8Array.of(answer));
      },
    });
  }

  take(bytes: Uint8Array): void {
    const rest = this.#filter.take(bytes);
    const room = Math.max(0, BUFFER_BYTES_MAX - this.#buffer.length);
    const joined = new Uint8Array(this.#buffer.length + Math.min(room, rest.length));
    joined.set(this.#buffer);
    joined.set(rest.subarray(0, room), this.#buffer.length);
    this.#buffer = joined;
    this.resume();
  }

  resume(): void {
    while (!this.#stopped()) {
      const parsed = parseCommand(this.#buffer, this.#style.chinese);
      if (parsed === undefined) return;
      this.#buffer = this.#buffer.subarray(parsed.length);
      this.#execute(parsed.command);
    }
  }

  drawerKicks(): number {
    return this.#kicks;
  }

  hanging(): string {
    return paperText(this.#items, this.#options.columns);
  }

  tear(): void {
    if (this.#items.length > 0) this.#release('torn');
  }

  reset(): void {
    this.#busy?.();
    this.#busy = undefined;
    this.#style = initialStyle();
    this.#buffer = new Uint8Array();
    this.#clearLine();
  }

  #paperOut(): boolean {
    return this.sensors.linesLeft !== undefined && this.sensors.linesLeft <= 0;
  }

  #stopped(): boolean {
    return this.#paperOut() || this.sensors.coverOpen || this.#busy !== undefined;
  }

  #kick(): void {
    this.#kicks += 1;
    this.#kicksHere += 1;
  }

  #execute(command: Command): void {
    const { align } = this.#style;
    switch (command.kind) {
      case 'char':
        this.#addCell(cellOf(this.#style, command.code));
        break;
      case 'line-feed':
        this.#printLine();
        break;
      case 'set':
        this.#set(command.name, command.parameters);
        break;
      case 'symbol':
        if (command.cn !== 49) break;
        if (command.fn === 81) this.#print({ kind: 'qr', ...this.#style.qr, align });
        else applyQr(this.#style, command.fn, command.data);
        break;
      case 'barcode': {
        const { text } = decodeCode128(command.data);
        const { barcode } = this.#style;
        if (command.type === 73)
          this.#print({ kind: 'barcode', data: command.data, text, ...barcode, align });
        break;
      }
      case 'raster':
        this.#print({ ...command, align });
        break;
      case 'carriage-return':
      case 'skipped':
        break;
    }
  }

  #set(name: string, parameters: readonly number[]): void {
    const [first = 0, second = 0] = parameters;
    if (name === '1b40') this.#clearLine();
    if (applyStyle(this.#style, name, parameters)) return;
    if (name === '1b64') for (let line = 0; line < first; line++) this.#printLine();
    else if (name === '1b4a') this.#print({ kind: 'feed', dots: first });
    else if (name === '1b70') this.#kick();
    else if (name === '1d56') this.#cut(first, second);
    else if (name === '1d72') this.#options.reply(Uint8Array.of(this.sensors.paperLow ? 0x03 : 0x00));
  }

  #addCell(cell: Cell): void {
    const columns = cellColumns(cell);
    if (this.#columns + columns > this.#options.columns) this.#printLine();
    this.#cells.push(cell);
    this.#columns += columns;
  }

  #clearLine(): void {
    this.#cells = [];
    this.#columns = 0;
  }

  #printLine(): void {
    const tallest = Math.max(1, ...this.#cells.map((cell) => cell.scaleY));
    const spacing = Math.max(this.#style.spacing, tallest * 24 + 8);
    this.#print({ kind: 'line', cells: this.#cells, align: this.#style.align, spacing });
    this.#clearLine();
  }

  /** What is printed after the paper ended is lost from the paper; the buffer stops at the next command. */
  #print(item: PaperItem): void {
    if (this.#paperOut()) return;
    this.#items.push(item);
    if (this.sensors.linesLeft !== undefined) this.sensors.linesLeft -= 1;
    const lineMs = this.#options.lineMs();
    if (lineMs === 0) return;
    this.#busy?.();
    this.#busy = this.#options.clock.after(lineMs, () => {
      this.#busy = undefined;
      this.resume();
    });
  }

  /** GS V: m 0, 48 and 65 cut through, 1, 49 and 66 leave a point; 65 and 66 feed n dots before. */
  #cut(mode: number, feed: number): void {
    if (this.#cells.length > 0) this.#printLine();
    if (feed > 0) this.#print({ kind: 'feed', dots: feed });
    this.#release(mode === 0 || mode === 48 || mode === 65 ? 'full' : 'partial');
  }

  #release(cut: SimReceipt['cut']): void {
    const { columns } = this.#options;
    const items = this.#items;
    const drawerKicks = this.#kicksHere;
    this.#items = [];
    this.#kicksHere = 0;
    this.#receipts += 1;
    this.#options.onReceipt({
      index: this.#receipts,
      text: paperText(items, columns),
      qr: items.flatMap((item) => (item.kind === 'qr' ? [qrText(item.data)] : [])),
      barcodes: items.flatMap((item) => (item.kind === 'barcode' ? [item.text] : [])),
      ...{ cut, drawerKicks, items, columns },
    });
  }
}

/** Answers to DLE EOT 1 to 4: bits 1 and 4 are always 1. */
function realtimeAnswer(question: number, sensors: Sensors, paperOut: boolean): number | undefined {
  const bit = (on: boolean, mask: number) => (on ? mask : 0);
  switch (question) {
    case 1:
      return 0x12 | bit(paperOut || sensors.coverOpen, 0x08);
    case 2:
      return 0x12 | bit(sensors.coverOpen, 0x04) | bit(paperOut, 0x20);
    case 3:
      return 0x12;
    case 4:
      return 0x12 | bit(sensors.paperLow || paperOut, 0x0c) | bit(paperOut, 0x60);
    default:
      return undefined;
  }
}
