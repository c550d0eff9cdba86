/**
 * A card reader on which people of the world lay cards and pull them away. The cards are sim/card's, what reads them is the
 * shipped code of the reader's child process (watch-reader, patient-read, read-card) and its field; the process between
 * them and PC/SC itself are tried by wire tests.
 */
import { EventEmitter } from 'node:events';
import { absentReader } from '../../drivers/absent.js';
import type { Clock } from '../../drivers/host/types.js';
import { createField } from '../../drivers/reader/field.js';
import type { BadTap, Reader, Tap } from '../../drivers/reader/types.js';
import { watchReader } from '../../drivers/reader/watch-reader.js';
import { listeners } from '../../drivers/transport/listeners.js';
import { TerminalError } from '../../protocol/errors.js';
import { CARD_TYPES, createModel } from '../card/models.js';
import type { VirtualCard } from '../card/vpcd.js';
import type { Chance } from './chance.js';
import type { Timeline } from './timeline.js';
import type { Trace } from './trace.js';

/** What lies on the reader, as the person knows who laid it there. */
export interface Laid {
  /** Upper-case hex. */
  readonly uid: string;
  readonly memberCode?: string;
}

export interface TapReader {
  /** Lays a card down for a moment; it is pulled away instead of answering its `leavesAtApdu`th APDU, when given. */
  lay(leavesAtApdu?: number): void;
  /** The reader as one life of the program sees it. */
  device(clock: Clock): Reader;
  /** What lies there, or lay there last. */
  laid(): Laid | undefined;
}

export interface TapReaderParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly chance: Chance;
}

type PcscReader = Parameters<typeof watchReader>[0];

interface Card extends Laid {
  readonly model: VirtualCard;
  readonly leavesAt: number;
  apdus: number;
}

const STAYS_MS = [150, 3_000] as const;
/** How long pcscd takes to see a card come or go, at most. */
const LOOK_MS = 400;
const APDU_MS = [4, 40] as const;

export function createTapReader({ name, timeline, trace, chance }: TapReaderParts): TapReader {
  let lying: Card | undefined;
  let last: Card | undefined;
  let slot: Slot | undefined;

  function lift(card: Card): void {
    if (lying !== card) return;
    lying = undefined;
    trace.add(name, `card ${card.uid} leaves after ${card.apdus} APDUs`);
    slot?.gone();
    if (!chance.hit(0.2)) return;
    // The hand trembled: the card is back before anybody lifted it.
    timeline.after(chance.between(20, 250), () => put({ ...card, leavesAt: 0, apdus: 0 }));
  }

  function put(card: Card): void {
    if (lying) return;
    trace.add(name, `card ${card.uid} ${card.memberCode ?? ''} is laid down`);
    lying = card;
    last = card;
    slot?.came();
    timeline.after(chance.between(...STAYS_MS), () => lift(card));
  }

  return {
    lay(leavesAt = 0) {
      put({ ...anyCard(chance), leavesAt, apdus: 0 });
    },
    device(clock) {
      const mine = createSlot({ clock, chance, card: () => lying, lift });
      slot = mine;
      const reader = readerOf(mine.pcsc, clock);
      reader.onBadTap(({ reason }) => trace.add(name, `bad tap ${reason}`));
      return reader;
    },
    laid: () => last,
  };
}

/** One of a hundred tags that may have been issued, one of ten transport cards, or a phone. */
function anyCard(chance: Chance): Pick<Card, 'uid' | 'memberCode' | 'model'> {
  const type = chance.pick([...CARD_TYPES, CARD_TYPES[0], CARD_TYPES[0]]);
  const number = chance.between(0, 99);
  if (type === 'ntag215') {
    const uid = `04${String(number).padStart(12, '0')}`;
    const memberCode = number % 2 === 0 ? `M-${'0'.repeat(number % 30)}${number}` : undefined;
    const model = createModel(type, {
      uid: bytesOf(uid),
      ...(memberCode && { ndef: memberRecord(memberCode) }),
    });
    return memberCode === undefined ? { uid, model } : { uid, memberCode, model };
  }
  const uid =
    type === 'phone' ? `08${hex(chance.bytes(3))}` : `5A0000${String(number % 10).padStart(2, '0')}`;
  return { uid, model: createModel(type, { uid: bytesOf(uid) }) };
}

/** NDEF 1.0, 3.2: one short record (MB, ME, SR), TNF 4, type `zhanggui:m`, the code as payload. */
function memberRecord(code: string): Uint8Array {
  const type = Buffer.from('zhanggui:m');
  return Buffer.concat([Buffer.of(0xd4, type.length, code.length), type, Buffer.from(code)]);
}

interface Slot {
  readonly pcsc: PcscReader;
  came(): void;
  gone(): void;
}

interface SlotParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly card: () => Card | undefined;
  readonly lift: (card: Card) => void;
}

/** The reader as nfc-pcsc 0.8.1 shows it: events late, failures wrapped (issue threads and wire tests). */
function createSlot({ clock, chance, card, lift }: SlotParts): Slot {
  const events = new EventEmitter();
  const removed = (): TerminalError => {
    const previous = new TerminalError('sim/pcsc', 'SCardTransmit error: Card was removed.(0x80100069)');
    return Object.assign(new TerminalError('sim/pcsc', 'An error occurred'), {
      name: 'TransmitError',
      previous,
    });
  };
  const wait = () => new Promise<void>((resolve) => clock.after(chance.between(...APDU_MS), resolve));

  async function transmit(apdu: Uint8Array): Promise<Buffer> {
    const mine = card();
    await wait();
    if (!mine || mine !== card()) throw removed();
    mine.apdus += 1;
    if (mine.apdus !== mine.leavesAt) return Buffer.from(mine.model.answer(apdu) ?? []);
    lift(mine);
    // Some drivers tell it as success without a single byte (tried: vpcd).
    if (chance.hit(0.3)) return Buffer.alloc(0);
    throw removed();
  }

  const pcsc = Object.assign(events, {
    ...{ name: 'world', autoProcessing: true, card: null as PcscReader['card'], transmit },
    async connect() {
      await wait();
      const mine = card();
      if (!mine) throw removed();
      mine.model.reset();
      pcsc.card = { atr: Buffer.from(mine.model.atr) };
    },
    disconnect: wait,
  });
  return {
    pcsc,
    came: () =>
      void clock.after(chance.between(1, LOOK_MS), () => {
        const mine = card();
        if (!mine || pcsc.card) return;
        pcsc.card = { atr: Buffer.from(mine.model.atr) };
        pcsc.emit('card', {});
      }),
    gone: () =>
      void clock.after(chance.between(1, LOOK_MS), () => {
        if (card() || !pcsc.card) return;
        pcsc.card = null;
        pcsc.emit('card.off', {});
      }),
  };
}

/** What reader.ts makes of the messages of its child. */
function readerOf(pcsc: PcscReader, clock: Clock): Reader {
  const taps = listeners<[Tap]>();
  const badTaps = listeners<[BadTap]>();
  const lifts = listeners<[]>();
  let number = 0;
  const field = createField(clock, {
    tap: (card) => taps.call({ tap: String(++number), ...card }),
    bad: (reason) => badTaps.call({ reason }),
    lift: () => lifts.call(),
  });
  return {
    ...absentReader,
    status: () => ({ state: 'ready' }),
    onTap: taps.add,
    onBadTap: badTaps.add,
    onLift: lifts.add,
    start: () =>
      watchReader(
        pcsc,
        (message) => {
          if (message.kind === 'present') field.present();
          else if (message.kind === 'read') field.read(message.card);
          else if (message.kind === 'bad') field.bad(message.reason);
          else if (message.kind === 'off') field.off();
        },
        (error) => {
          throw error;
        },
        clock,
      ),
  };
}

function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
