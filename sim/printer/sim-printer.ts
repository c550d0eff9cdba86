/**
 * A receipt printer at the end of a wire: TCP port 9100 style, or a serial line on a PTY. It prints what it gets, and can
 * run out of paper, be opened, fall silent, be slow and lose its cable.
 */

import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import { openPty, type Pty } from '../pty/pty.js';
import { loadFonts } from './draw/fonts.js';
import { drawReceipt } from './draw/paper.js';
import { createMachine, type Machine } from './machine.js';
import type { SimReceipt } from './types.js';

export interface SimPrinterOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  readonly listen?: number;
  /** Path at which the PTY's client side is linked. */
  readonly pty?: string;
  /** 48 (80 mm) unless told. */
  readonly columns?: 32 | 48;
  /** Folder for one PNG a receipt: `receipt-0001.png`, … */
  readonly png?: string;
  /** Folders with the fonts of Debian's xfonts-base, if not the usual one. */
  readonly fonts?: readonly string[];
  /** Milliseconds a line takes to print; 0 unless told. */
  readonly lineMs?: number;
}

export interface SimPrinter {
  /** The TCP port, when it listens. */
  readonly port: number | undefined;
  /** Everything that left the printer so far. */
  receipts(): readonly SimReceipt[];
  onReceipt(listener: (receipt: SimReceipt) => void): void;
  /** After the PNG of a receipt is on disk; `missing` names the fonts that were not found. */
  onPicture(listener: (path: string, missing: readonly string[]) => void): void;
  /** Drawer pulses so far, with and without a receipt. */
  drawerKicks(): number;
  /** Text on the paper that hangs out, not cut yet. */
  hanging(): string;
  /** Faults: */
  paperEndsAfter(lines: number): void;
  /** A new roll; a torn piece comes out first. Printing goes on where it stopped. */
  loadPaper(): void;
  setPaperLow(low: boolean): void;
  setCover(state: 'open' | 'closed'): void;
  /** Answers no question any more, but prints. */
  setMute(mute: boolean): void;
  /** The cable or the power goes: what was not printed is lost. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** @throws TerminalError `sim/printer-port` when the port cannot be opened, `sim/no-pty`, `sim/link` */
export async function createSimPrinter(options: SimPrinterOptions): Promise<SimPrinter> {
  const received: SimReceipt[] = [];
  const onReceipts: Array<(receipt: SimReceipt) => void> = [];
  const pictures = pictureWriter(options);
  const wires: Wire[] = [];
  let mute = false;
  const machine = createMachine({
    columns: options.columns ?? 48,
    lineMs: () => options.lineMs ?? 0,
    clock: { after: later },
    reply: (bytes) => {
      if (!mute) for (const wire of wires) wire.write(bytes);
    },
    onReceipt: (receipt) => {
      received.push(receipt);
      for (const listener of onReceipts) listener(receipt);
      pictures.write(receipt);
    },
  });
  const tcp = options.listen === undefined ? undefined : await tcpWire(options.listen, machine);
  if (tcp !== undefined) wires.push(tcp);
  if (options.pty !== undefined) wires.push(ptyWire(await openPty({ link: options.pty }), machine));
  const unplug = async () => {
    await Promise.all(wires.map((wire) => wire.unplug()));
    machine.reset();
  };
  return {
    port: tcp?.port,
    receipts: () => received,
    onReceipt: (listener) => void onReceipts.push(listener),
    onPicture: (listener) => pictures.listen(listener),
    drawerKicks: () => machine.drawerKicks(),
    hanging: () => machine.hanging(),
    ...faults(machine, (on) => {
      mute = on;
    }),
    unplug,
    async plug() {
      await Promise.all(wires.map((wire) => wire.plug()));
    },
    async close() {
      await unplug();
      await Promise.all(wires.map((wire) => wire.close()));
      await pictures.done();
    },
  };
}

/** In real time. */
function later(ms: number, fn: () => void): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}

type Faults = Pick<SimPrinter, 'paperEndsAfter' | 'loadPaper' | 'setPaperLow' | 'setCover' | 'setMute'>;

function faults(machine: Machine, setMute: (on: boolean) => void): Faults {
  const { sensors } = machine;
  return {
    setMute,
    paperEndsAfter(lines) {
      sensors.linesLeft = lines;
    },
    loadPaper() {
      machine.tear();
      sensors.linesLeft = undefined;
      sensors.paperLow = false;
      machine.resume();
    },
    setPaperLow(low) {
      sensors.paperLow = low;
    },
    setCover(state) {
      sensors.coverOpen = state === 'open';
      machine.resume();
    },
  };
}

interface Wire {
  write(bytes: Uint8Array): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

async function tcpWire(wanted: number, machine: Machine): Promise<Wire & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('data', (bytes: Buffer) => machine.take(bytes));
    // a reset by the other side is how a driver that is killed looks from here
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  let server = await listen(wanted, accept);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wanted;
  const unplug = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  return {
    port,
    write: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
    },
    unplug,
    async plug() {
      if (!server.listening) server = await listen(port, accept);
    },
    close: unplug,
  };
}

async function listen(port: number, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer(accept);
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new TerminalError('sim/printer-port', `cannot listen on port ${port}: ${messageOf(error)}`, {
      context: { port },
      cause: error,
    });
  }
  return server;
}

function ptyWire(pty: Pty, machine: Machine): Wire {
  pty.onData((bytes) => machine.take(bytes));
  return pty;
}

interface PictureWriter {
  write(receipt: SimReceipt): void;
  listen(listener: (path: string, missing: readonly string[]) => void): void;
  done(): Promise<void>;
}

/** Draws one receipt after the other, so that the files appear in order. */
function pictureWriter({ png: dir, fonts: folders }: SimPrinterOptions): PictureWriter {
  const listeners: Array<(path: string, missing: readonly string[]) => void> = [];
  let last: Promise<void> = Promise.resolve();
  async function draw(receipt: SimReceipt, folder: string): Promise<void> {
    const fonts = await loadFonts(folders);
    const path = join(folder, `receipt-${String(receipt.index).padStart(4, '0')}.png`);
    await mkdir(folder, { recursive: true });
    await writeFile(path, drawReceipt(receipt, fonts));
    for (const listener of listeners) listener(path, fonts.missing);
  }
  return {
    write(receipt) {
      if (dir !== undefined) last = last.then(() => draw(receipt, dir));
    },
    listen: (listener) => void listeners.push(listener),
    done: () => last,
  };
}
