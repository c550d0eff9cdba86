/** The phone of one till: the simulated modem and its network, at the other end of a cable that each life opens anew. */
import { type MemoryPair, memoryPair } from '../../drivers/transport/memory.js';
import { createModemDevice, type ModemDevice } from '../modem/device.js';
import { createNetwork } from '../network/network.js';
import type { Network, SentText } from '../network/types.js';
import type { Chance } from './chance.js';
import { machineClock, type Timeline } from './timeline.js';
import type { Trace } from './trace.js';

export interface Phone {
  readonly device: ModemDevice;
  readonly network: Network;
  /** The cable as the next life finds it; the one before is dead. */
  cable(): MemoryPair['transport'];
  unplug(): void;
  plug(): void;
  powerCycle(): void;
  /** Room for texts, in the SIM and in the phone; as made when undefined. */
  setPlaces(places?: number): void;
  /** PDUs that lie on the SIM or in the phone. */
  stored(): readonly string[];
}

export interface PhoneParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly chance: Chance;
  readonly onSent: (all: readonly SentText[]) => void;
  /** Before a text goes from the SIM. */
  readonly onDelete: (pdu: string) => void;
}

const STORES = ['SM', 'ME'] as const;

export function createPhone(parts: PhoneParts): Phone {
  const { name, timeline, trace, chance } = parts;
  const clock = machineClock(timeline);
  const world = createNetwork({ clock, reportAfterMs: chance.between(200, 4_000) });
  const network: Network = {
    ...world,
    submit(tpdu, reference) {
      world.submit(tpdu, reference);
      trace.add(name, `network takes ${Buffer.from(tpdu).toString('hex')}`);
      parts.onSent(world.sent());
    },
  };
  let pair: MemoryPair | undefined;
  let plugged = true;
  const device = createModemDevice({
    clock,
    network,
    options: {
      sendMs: chance.between(300, 3_000),
      unsolicited: chance.pick(['between-commands', 'while-network-works', 'anytime']),
      refuseCallsWhileSending: chance.hit(0.3),
      ...(chance.hit(0.3) && { fullUrc: '^SMMEMFULL: "SM"' }),
    },
    write: (bytes) => {
      trace.add(name, `modem says ${printable(bytes)}`);
      pair?.peer.send(bytes);
    },
  });
  const made = { SM: device.store.capacity('SM'), ME: device.store.capacity('ME') };
  const { add, remove } = device.store;
  device.store.add = (...text) => {
    const place = add(...text);
    if (place === undefined) trace.add(name, 'network keeps a text: no room');
    return place;
  };
  const { takeSendFault } = device.faults;
  device.faults.takeSendFault = (isLaterPart) => {
    const fault = takeSendFault(isLaterPart);
    if (fault?.kind === 'lose-ok') trace.add(name, 'modem keeps its answer for itself');
    return fault;
  };
  device.store.remove = (memory, index) => {
    const text = device.store.get(memory, index);
    if (text && text.status <= 1) parts.onDelete(text.pdu);
    return remove(memory, index);
  };
  return {
    device,
    network,
    cable() {
      const mine = memoryPair(`${name} modem`);
      pair = mine;
      if (!plugged) mine.peer.unplug();
      mine.peer.onWrite((bytes) => {
        if (pair !== mine || !plugged) return;
        trace.add(name, `modem hears ${printable(bytes)}`);
        device.receive(bytes);
      });
      return mine.transport;
    },
    unplug() {
      plugged = false;
      device.powerOff();
      pair?.peer.unplug();
    },
    plug() {
      if (plugged) return;
      plugged = true;
      pair?.peer.plug();
      device.powerOn();
    },
    powerCycle() {
      if (plugged) device.powerOn();
    },
    setPlaces(places) {
      for (const memory of STORES) device.store.setCapacity(memory, places ?? made[memory]);
      network.memoryAvailable();
    },
    stored: () => STORES.flatMap((memory) => device.store.list(memory).map(({ pdu }) => pdu)),
  };
}

function printable(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1'));
}
