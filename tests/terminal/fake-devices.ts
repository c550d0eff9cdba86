/** Devices as the application sees them: what they answer is what a test says. */
import type { Device, DeviceState, DeviceStatus } from '../../drivers/device.js';
import type { Link } from '../../drivers/link/types.js';
import { noCounters } from '../../drivers/modem/counters.js';
import type { CallEvent, InboundText, Modem, SendOutcome, SendPart } from '../../drivers/modem/types.js';
import type { Printer, PrintOutcome } from '../../drivers/printer/types.js';
import type { Reader, Tap } from '../../drivers/reader/types.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Receipt } from '../../protocol/escpos/receipt.js';

export interface FakeDevice extends Device {
  become(state: DeviceState, reason?: string): void;
}

function fakeDevice(): FakeDevice {
  let status: DeviceStatus = { state: 'ready' };
  const listeners = new Set<(status: DeviceStatus) => void>();
  return {
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => undefined,
    stop: () => Promise.resolve(),
    become(state, reason) {
      status = { state, ...(reason !== undefined && { reason }) };
      for (const listener of listeners) listener(status);
    },
  };
}

export interface FakeModem extends Modem, FakeDevice {
  /** What was given to it to send, in order. */
  readonly sent: SendPart[];
  /** The next answers to `sendPart`; without any it says sent, with references 1, 2, 3 … */
  readonly answers: SendOutcome[];
  /** What it was told to do: answer, hangUp, dial NUMBER, sendDtmf DIGITS, say TEXT, ussd CODE. */
  readonly told: string[];
  call(event: Partial<CallEvent> & Pick<CallEvent, 'id' | 'state'>): void;
  /** Offers a PDU as the driver does: rejects when it was not kept. */
  offer(pdu: string): Promise<void>;
  /** Called before each part is answered. */
  beforeAnswer: () => Promise<void>;
}

export function fakeModem(): FakeModem {
  const callListeners = new Set<(event: CallEvent) => void>();
  let keep: (text: InboundText) => Promise<void> = () => Promise.reject(new Error('nobody keeps texts'));
  let reference = 0;
  const told: string[] = [];
  const tell = async (what: string): Promise<void> => void told.push(what);
  const modem: FakeModem = {
    ...fakeDevice(),
    sent: [],
    answers: [],
    told,
    beforeAnswer: () => Promise.resolve(),
    info: () => ({ manufacturer: '', model: '', revision: '', profile: 'generic', registration: 'home' }),
    onInfo: () => () => undefined,
    onCall(listener) {
      callListeners.add(listener);
      return () => callListeners.delete(listener);
    },
    keepTextsWith(keeper) {
      keep = keeper;
    },
    async sendPart(part) {
      modem.sent.push(part);
      await modem.beforeAnswer();
      reference += 1;
      return modem.answers.shift() ?? { state: 'sent', reference };
    },
    answer: () => tell('answer'),
    hangUp: () => tell('hangUp'),
    dial: (number) => tell(`dial ${number}`),
    sendDtmf: (digits) => tell(`sendDtmf ${digits}`),
    say: (text) => tell(`say ${text}`),
    async ussd(code) {
      told.push(`ussd ${code}`);
      return { text: '您的余额为50.00元', awaitsReply: false };
    },
    counters: noCounters,
    call(event) {
      const whole = { direction: 'in', validity: 'waiting', rings: 1, waiting: false, ...event } as const;
      for (const listener of callListeners) listener(whole);
    },
    offer: (pdu) => keep({ pdu, store: 'SM', index: 1 }),
  };
  return modem;
}

export interface FakePrinter extends Printer, FakeDevice {
  readonly printed: Receipt[];
  /** The next answers to `print`; without any it printed. */
  readonly answers: PrintOutcome[];
  beforeAnswer: () => Promise<void>;
}

export function fakePrinter(): FakePrinter {
  const printer: FakePrinter = {
    ...fakeDevice(),
    printed: [],
    answers: [],
    beforeAnswer: () => Promise.resolve(),
    senses: () => ({ paper: 'ok', cover: 'closed', online: true }),
    async print(receipt) {
      printer.printed.push(receipt);
      await printer.beforeAnswer();
      return printer.answers.shift() ?? { state: 'printed' };
    },
    openDrawer: () => Promise.resolve(),
  };
  return printer;
}

export interface FakeLink extends Link, FakeDevice {
  /** Payloads as they were published. */
  readonly published: Uint8Array[];
  /** The office says something; resolves when the broker would be told that it was taken. */
  say(payload: Uint8Array | string): Promise<void>;
  /** While set, publishing is refused with it though the line is there. */
  refuse: TerminalError | undefined;
  /** While true, nothing published is ever acknowledged by the broker. */
  silent: boolean;
}

export function fakeLink(): FakeLink {
  let take: (payload: Uint8Array) => Promise<void> = () => Promise.resolve();
  const link: FakeLink = {
    ...fakeDevice(),
    published: [],
    refuse: undefined,
    silent: false,
    async publish(_topic, payload) {
      if (link.status().state !== 'ready') throw new TerminalError('link/down', 'no line');
      if (link.refuse) throw link.refuse;
      link.published.push(payload);
      if (link.silent) await new Promise(() => undefined);
    },
    subscribe(_topic, taker) {
      take = taker;
    },
    say: (payload) => take(typeof payload === 'string' ? Buffer.from(payload) : payload),
  };
  return link;
}

export interface FakeReader extends Reader, FakeDevice {
  tap(tap: Tap): void;
}

export function fakeReader(): FakeReader {
  const listeners = new Set<(tap: Tap) => void>();
  return {
    ...fakeDevice(),
    onTap(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBadTap: () => () => undefined,
    onLift: () => () => undefined,
    tap(tap) {
      for (const listener of listeners) listener(tap);
    },
  };
}
