/** The receipt printer of one till: the simulated mechanism at the other end of a cable that each life opens anew. */
import { type MemoryPair, memoryPair } from '../../drivers/transport/memory.js';
import { createMachine, type Machine } from '../printer/machine.js';
import type { SimReceipt } from '../printer/types.js';
import { machineClock, type Timeline } from './timeline.js';
import type { Trace } from './trace.js';

export interface Paper {
  readonly machine: Machine;
  cable(): MemoryPair['transport'];
  setMute(mute: boolean): void;
  /** How long a line takes, ms; 0 is at once. */
  setLineMs(ms: number): void;
  unplug(): void;
  plug(): void;
  loadPaper(): void;
  /** Off and on again: what waits in it is gone, and over a serial line nobody is told. */
  switchOff(): void;
}

export interface PaperParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly onReceipt: (receipt: SimReceipt) => void;
}

export function createPaper({ name, timeline, trace, onReceipt }: PaperParts): Paper {
  let pair: MemoryPair | undefined;
  let plugged = true;
  let mute = false;
  let lineMs = 0;
  const machine = createMachine({
    columns: 32,
    lineMs: () => lineMs,
    clock: machineClock(timeline),
    reply: (bytes) => {
      if (!mute) pair?.peer.send(bytes);
    },
    onReceipt: (receipt) => {
      trace.add(name, `paper ${receipt.cut} ${JSON.stringify(receipt.text.slice(0, 60))}`);
      onReceipt(receipt);
    },
  });
  return {
    machine,
    cable() {
      const mine = memoryPair(`${name} printer`);
      pair = mine;
      if (!plugged) mine.peer.unplug();
      mine.peer.onWrite((bytes) => {
        if (pair === mine && plugged) machine.take(bytes);
      });
      return mine.transport;
    },
    setMute: (on) => {
      mute = on;
    },
    setLineMs: (ms) => {
      trace.add(name, `a line takes ${ms} ms`);
      lineMs = ms;
    },
    unplug() {
      plugged = false;
      machine.reset();
      pair?.peer.unplug();
    },
    plug() {
      plugged = true;
      pair?.peer.plug();
    },
    switchOff() {
      trace.add(name, 'the printer is switched off');
      machine.reset();
    },
    loadPaper() {
      machine.tear();
      machine.sensors.linesLeft = undefined;
      machine.resume();
    },
  };
}
