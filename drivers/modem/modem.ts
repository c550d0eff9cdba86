/** Puts the parts of the modem driver together. */
import { TerminalError } from '../../protocol/errors.js';
import type { DeviceStatus } from '../device.js';
import type { Clock, Log, Random } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import type { Transport } from '../transport/types.js';
import type { BroughtUp } from './bring-up.js';
import { createCallControl, listCalls } from './call-control.js';
import { createCalls } from './calls.js';
import { type Channel, createChannel } from './channel.js';
import { callCounter, countSent, noCounters } from './counters.js';
import { createLife } from './life.js';
import type { Link } from './link.js';
import { createNetwork, type Standing } from './network.js';
import type { PinMemory } from './pin-memory.js';
import { sendPart } from './sending.js';
import { createSpeech } from './speech.js';
import { createTexts } from './texts.js';
import type { CallEvent, Modem, ModemInfo } from './types.js';
import { hear } from './unsolicited.js';
import { createUssd } from './ussd.js';

export interface ModemOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** A profile's name, when what the module says of itself is not to be believed. */
  readonly profile?: string;
  /** 4 to 8 digits; given to the SIM once at most. */
  readonly simPin?: string;
  readonly pins?: PinMemory;
  /** Cuts the modem's power for so many milliseconds, where the terminal can. */
  readonly cutPower?: (ms: number) => Promise<void>;
  /** How often the SIM is searched for texts that were not announced. */
  readonly sweepMs?: number;
  /** Without a ring for so long, a call has stopped ringing. */
  readonly ringSilenceMs?: number;
}

const SWEEP_MS = 180_000;
/** Texts are lost when the store is full: told before that. */
const STORE_ALARM = 0.8;

/** Throws `modem/bad-pin`. */
function pinGiver(simPin: string | undefined): Link['takePin'] {
  if (simPin !== undefined && !/^\d{4,8}$/.test(simPin)) {
    throw new TerminalError('modem/bad-pin', 'a SIM PIN has four to eight digits', { retry: 'person' });
  }
  let isTaken = false;
  return () => {
    if (simPin === undefined) return 'none';
    if (isTaken) return 'taken-before';
    isTaken = true;
    return { pin: simPin };
  };
}

/** The status of a modem that is up. */
function statusOf(registration: Standing['registration'], storeFull: boolean): DeviceStatus {
  const registered = registration === 'home' || registration === 'roaming';
  if (registration === 'denied') return { state: 'degraded', reason: 'network-denied' };
  if (!registered) return { state: 'degraded', reason: 'not-registered' };
  return storeFull ? { state: 'degraded', reason: 'store-full' } : { state: 'ready' };
}

/** What is known of a module; `wanted` names its profile until one was found. */
function identityOf(modem: BroughtUp | undefined, wanted = 'generic') {
  return {
    manufacturer: modem?.manufacturer ?? '',
    model: modem?.model ?? '',
    revision: modem?.revision ?? '',
    imei: modem?.imei,
    profile: modem?.profile.name ?? wanted,
    speaks: modem?.profile.speech !== undefined,
  };
}

function linkOver(
  channel: Channel,
  { clock, log, simPin, pins }: ModemOptions,
  onPinTries: (left: number | undefined) => void,
): Link {
  return { channel, clock, log, takePin: pinGiver(simPin), onPinTries, ...(pins && { pins }) };
}

/** A modem that looks after itself; see types.ts. Throws `modem/bad-pin` for a PIN that no SIM can have. */
export function createModem(options: ModemOptions): Modem {
  const { transport, clock, random, log } = options;
  const statuses = listeners<[DeviceStatus]>();
  const infos = listeners<[ModemInfo]>();
  const callEvents = listeners<[CallEvent]>();
  let modem: BroughtUp | undefined;
  let status: DeviceStatus = { state: 'absent', reason: 'stopped' };
  let storeFull = false;
  let announced = false;
  let pinTriesLeft: number | undefined;

  const counters = noCounters();
  const channel = createChannel({
    ...{ transport, clock, log, counters },
    events: {
      unsolicited: (line, body) =>
        hear(line, body, { calls, texts, network, speech, ussd, restarted: () => life.trouble('restarted') }),
      lost: () => life.trouble('lost'),
      echo: () => modem && life.trouble('restarted'),
    },
  });
  const link = linkOver(channel, options, (left) => {
    pinTriesLeft = left;
  });

  const setStatus = (next: DeviceStatus) => {
    if (next.state === status.state && next.reason === status.reason) return;
    status = next;
    log.info({ ...next, port: transport.name }, 'modem status');
    statuses.call(next);
  };
  /** What a modem that is up says of itself in one word. */
  const judge = ({ registration }: Standing) => {
    if (announced) setStatus(statusOf(registration, storeFull));
  };
  const network = createNetwork(link, (standing) => {
    infos.call(info());
    judge(standing);
  });
  const counted = () => ({ ...counters, opens: life.opens, restarts: life.restarts });
  const info = (): ModemInfo => ({
    ...identityOf(modem, options.profile),
    ...network.standing,
    pinTriesLeft,
    counters: counted(),
  });
  const texts = createTexts({
    ...{ link, random, counters },
    sweepMs: options.sweepMs ?? SWEEP_MS,
    onUse: (used, total) => {
      storeFull = total > 0 && used >= total * STORE_ALARM;
      judge(network.standing);
    },
    onForgotten: () => life.trouble('restarted'),
  });
  const countCall = callCounter(counters);
  const calls = createCalls({
    clock,
    emit: (event) => {
      countCall(event);
      if (event.state === 'ended') speech.end();
      callEvents.call(event);
    },
    silenceMs: options.ringSilenceMs,
    list: async () => (modem === undefined ? undefined : listCalls(link)),
  });
  const speech = createSpeech(link, calls);
  const ussd = createUssd(link);
  const life = createLife({
    ...{ transport, link, random, counters },
    cutPower: options.cutPower,
    profile: options.profile,
    onStatus: setStatus,
    onUp: async (broughtUp) => {
      modem = broughtUp;
      pinTriesLeft = undefined;
      await network.begin();
      announced = true;
      infos.call(info());
      judge(network.standing);
      texts.begin(broughtUp);
    },
    onDown: () => {
      modem = undefined;
      announced = false;
      storeFull = false;
      texts.end();
      calls.forget();
      ussd.end();
      network.end();
    },
  });

  const profile = () => {
    if (modem !== undefined) return modem.profile;
    throw new TerminalError('modem/not-ready', 'the modem is not ready', { retry: 'retry' });
  };
  return {
    status: () => status,
    ...{ onStatus: statuses.add, onInfo: infos.add, onCall: callEvents.add },
    start: life.start,
    stop: life.stop,
    info,
    keepTextsWith: texts.keepWith,
    async sendPart(part) {
      if (modem === undefined) return { state: 'failed', code: 'modem/not-ready', retry: 'retry' };
      return countSent(counters, await sendPart(channel, part));
    },
    ...createCallControl(channel, calls, () => modem !== undefined),
    sendDtmf: async (digits) => speech.tones(digits, profile()),
    say: async (text) => speech.say(text, profile()),
    ussd: async (code) => ussd.ask(code, profile()),
    counters: counted,
  };
}
