/**
 * The mechanism: commands in, paper out. It works through its buffer as long as it can print, stops in the middle of a
 * receipt when the paper ends or the cover opens, and goes on where it stopped, as the real ones do.
 *
 * INVARIANTS
 * - A status answer is given in real time; the answer to GS r only when everything before it is on paper.
 * - Nothing is printed while the paper is out or the cover open, and nothing that waits is lost.
 */

import { decodeCode128 } from './code128.js';
import { type Command, parseCommand } from './parse.js';
import { realtimeFilter } from './realtime.js';
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
  /** Milliseconds a line takes; 0: at once. */
  readonly lineMs: number;
}

export interface Machine {
  readonly sensors: Sensors;
  take(bytes: Uint8Array): void;
  /** Goes on printing after paper or cover changed. */
  resume(): void;
  /** What hangs out of the printer, not cut yet. */
  hanging(): string;
  /** Takes the paper that hangs out, as one receipt; nothing when there is none. */
  tear(): void;
  /** Power off: buffer and style are gone, the paper stays. */
  reset(): void;
}

interface Paper {
  items: PaperItem[];
  cells: Cell[];
  kicks: number;
  receipts: number;
}

export function createMachine(options: MachineOptions): Machine {
  const sensors: Sensors = { linesLeft: undefined, paperLow: false, coverOpen: false };
  const paper: Paper = { items: [], cells: [], kicks: 0, receipts: 0 };
  let style = initialStyle();
  let buffer = new Uint8Array();
  let busy: NodeJS.Timeout | undefined;

  const paperOut = () => sensors.linesLeft !== undefined && sensors.linesLeft <= 0;
  const stopped = () => paperOut() || sensors.coverOpen || busy !== undefined;
  const filter = realtimeFilter((question) => {
    const answer = realtimeAnswer(question, sensors, paperOut());
    if (answer !== undefined) options.reply(Uint8Array.of(answer));
  });

  function pump(): void {
    while (!stopped()) {
      const parsed = parseCommand(buffer, style.chinese);
      if (parsed === undefined) return;
      buffer = buffer.subarray(parsed.length);
      execute(parsed.command);
    }
  }

  function execute(command: Command): void {
    switch (command.kind) {
      case 'char':
        addCell(cellOf(style, command.code));
        break;
      case 'line-feed':
        printLine();
        break;
      case 'set':
        set(command.name, command.parameters);
        break;
      case 'symbol':
        if (command.cn !== 49) break;
        if (command.fn === 81) print({ kind: 'qr', ...style.qr, align: style.align });
        else applyQr(style, command.fn, command.data);
        break;
      case 'barcode': {
        const data = Buffer.from(command.data).toString('latin1');
        if (command.type === 73) print({ kind: 'barcode', data, ...style.barcode, align: style.align });
        break;
      }
      case 'raster':
        print({ ...command, align: style.align });
        break;
      case 'carriage-return':
      case 'skipped':
        break;
    }
  }

  function set(name: string, parameters: readonly number[]): void {
    const [first = 0, second = 0] = parameters;
    if (name === '1b40') paper.cells = [];
    if (applyStyle(style, name, parameters)) return;
    if (name === '1b64') for (let line = 0; line < first; line++) printLine();
    else if (name === '1b4a') print({ kind: 'feed', dots: first });
    else if (name === '1b70') paper.kicks += 1;
    else if (name === '1d56') cut(first, second);
    else if (name === '1d72') options.reply(Uint8Array.of(sensors.paperLow ? 0x03 : 0x00));
  }

  function addCell(cell: Cell): void {
    const used = paper.cells.reduce((sum, each) => sum + cellColumns(each), 0);
    if (used + cellColumns(cell) > options.columns) printLine();
    paper.cells.push(cell);
  }

  function printLine(): void {
    const tallest = Math.max(1, ...paper.cells.map((cell) => cell.scaleY));
    const spacing = Math.max(style.spacing, tallest * 24 + 8);
    print({ kind: 'line', cells: paper.cells, align: style.align, spacing });
    paper.cells = [];
  }

  /** What is printed after the paper ended is lost from the paper; the buffer stops at the next command. */
  function print(item: PaperItem): void {
    if (paperOut()) return;
    paper.items.push(item);
    if (sensors.linesLeft !== undefined) sensors.linesLeft -= 1;
    if (options.lineMs === 0) return;
    clearTimeout(busy);
    busy = setTimeout(() => {
      busy = undefined;
      pump();
    }, options.lineMs);
  }

  /** GS V: even m cuts through, odd m leaves a point; m 65 and 66 count from A, m 48 and 49 from 0. */
  function cut(mode: number, feed: number): void {
    if (paper.cells.length > 0) printLine();
    if (feed > 0) print({ kind: 'feed', dots: feed });
    release(mode === 0 || mode === 48 || mode === 65 ? 'full' : 'partial');
  }

  function release(cutAs: SimReceipt['cut']): void {
    const { items, kicks } = paper;
    paper.items = [];
    paper.kicks = 0;
    paper.receipts += 1;
    options.onReceipt({
      index: paper.receipts,
      text: paperText(items, options.columns),
      qr: items.flatMap((item) => (item.kind === 'qr' ? [qrText(item.data)] : [])),
      barcodes: items.flatMap((item) => (item.kind === 'barcode' ? [barcodeText(item.data)] : [])),
      cut: cutAs,
      drawerKicks: kicks,
      items,
      columns: options.columns,
    });
  }

  return {
    sensors,
    take(bytes) {
      const rest = filter.take(bytes);
      const room = Math.max(0, BUFFER_BYTES_MAX - buffer.length);
      buffer = Uint8Array.from([...buffer, ...rest.subarray(0, room)]);
      pump();
    },
    resume: pump,
    hanging: () => paperText(paper.items, options.columns),
    tear() {
      if (paper.items.length > 0) release('torn');
    },
    reset() {
      clearTimeout(busy);
      busy = undefined;
      style = initialStyle();
      buffer = new Uint8Array();
      paper.cells = [];
    },
  };
}

function barcodeText(data: string): string {
  return decodeCode128(Buffer.from(data, 'latin1')).text;
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
