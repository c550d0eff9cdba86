/** Places for texts in the SIM and in the phone: they fill up, and the lowest free place is taken first. */
import { hexToBytes } from './pdu/cursor.js';
import type { Memory } from './types.js';

/** TS 27.005, 3.1 `<stat>`: 0 received unread, 1 received read, 2 stored unsent, 3 stored sent. */
export type TextStatus = 0 | 1 | 2 | 3;

export interface StoredText {
  readonly index: number;
  status: TextStatus;
  /** Service centre and TPDU, hex. */
  readonly pdu: string;
  /** Octets of the TPDU alone. */
  readonly length: number;
}

export interface TextStore {
  capacity(memory: Memory): number;
  setCapacity(memory: Memory, places: number): void;
  used(memory: Memory): number;
  /** The place taken, or undefined when the memory is full. */
  add(memory: Memory, status: TextStatus, pdu: string): number | undefined;
  get(memory: Memory, index: number): StoredText | undefined;
  /** By place. */
  list(memory: Memory): StoredText[];
  /** True when something was there. */
  remove(memory: Memory, index: number): boolean;
}

export function createTextStore(places: Record<Memory, number>): TextStore {
  const capacities = { ...places };
  const texts: Record<Memory, Map<number, StoredText>> = { SM: new Map(), ME: new Map() };
  return {
    capacity: (memory) => capacities[memory],
    setCapacity: (memory, count) => {
      capacities[memory] = count;
    },
    used: (memory) => texts[memory].size,
    add: (memory, status, pdu) => {
      const taken = texts[memory];
      if (taken.size >= capacities[memory]) return undefined;
      let index = 1;
      while (taken.has(index)) index++;
      const [centreOctets = 0] = hexToBytes(pdu.slice(0, 2));
      taken.set(index, { index, status, pdu, length: pdu.length / 2 - 1 - centreOctets });
      return index;
    },
    get: (memory, index) => texts[memory].get(index),
    list: (memory) => [...texts[memory].values()].sort((a, b) => a.index - b.index),
    remove: (memory, index) => texts[memory].delete(index),
  };
}
