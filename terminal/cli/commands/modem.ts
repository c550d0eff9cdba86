/** `zhanggui modem`: the shipped modem driver alone, against any modem. */

import { systemClock, systemDisk, systemRandom } from '../../../drivers/host/index.js';
import { sleep } from '../../../drivers/host/timing.js';
import type { Log } from '../../../drivers/host/types.js';
import {
  createModem,
  type Modem,
  type ModemCounters,
  type ModemInfo,
  modemPort,
  PROFILE_NAMES,
  type SendOutcome,
} from '../../../drivers/modem/index.js';
import { type Transport, tcpTransport } from '../../../drivers/transport/index.js';
import { isUssdCode } from '../../../protocol/at/index.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { encodeSubmit } from '../../../protocol/sms/index.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';
import { createTextPrinter } from './modem-texts.js';
import { counterWords, infoWords, type Language, languageOf, pinWords, reasonWords } from './modem-words.js';

const HELP = `zhanggui modem --port PATH [--baud N] [--send NUMBER TEXT] [--ussd CODE] [--listen SECONDS] [--json]
  Brings the modem up, says what it is, and tells of its calls and texts.
  --port PATH          /dev/serial/by-id/…, a PTY, or tcp:HOST:PORT; auto asks every USB serial port
  --baud N             115200 unless given; auto asks at every usual speed
  --send NUMBER TEXT   sends a text, in parts when it is long
  --ussd CODE          asks the network, for the balance say: *100#
  --listen SECONDS     stays and tells what comes in; a fault then does not end it
  --pin NNNN           the SIM's PIN; given once at most
  --profile NAME       ${PROFILE_NAMES.join(', ')}, when the module's own name misleads
  Texts that are printed are taken off the SIM; each event carries their PDUs.
  Events: ready, call, sms, sent, report, ussd, fault, and counters at the end. Sentences are Chinese when LANG is. Exits 1 when the modem did not become ready or the text did not leave.`;

const BAUD_MAX = 4_000_000;
const PORT_MAX = 65_535;
const LISTEN_MAX = 7 * 86_400;
const READY_MS = 60_000;
/** Without --listen there is no point in waiting for these to go away. */
const AT_ONCE = new Set([
  'no-port',
  'permission',
  'busy',
  'unreachable',
  'failed',
  'sim-missing',
  'sim-pin',
  'sim-pin-wrong',
  'sim-puk',
]);

interface Wanted {
  readonly ussd?: string;
  readonly send?: { readonly to: string; readonly text: string };
  readonly listenMs?: number;
}

export const command: Command = {
  name: 'modem',
  summary: 'run the modem driver alone: calls, texts, faults',
  help: HELP,
  async run(context) {
    const { values, positionals } = parseArguments(
      context.args,
      {
        port: { type: 'string' },
        baud: { type: 'string' },
        send: { type: 'string' },
        ussd: { type: 'string' },
        listen: { type: 'string' },
        pin: { type: 'string' },
        profile: { type: 'string' },
      },
      { min: 0, max: 1 },
    );
    const [text] = positionals;
    if ((values.send === undefined) !== (text === undefined) || text === '')
      throw usageError('--send wants a NUMBER and a TEXT');
    // Before the modem is touched: bringing it up takes the texts off its SIM.
    if (values.send !== undefined && text !== undefined) encodeSubmit({ to: values.send, text });
    if (values.ussd !== undefined && !isUssdCode(values.ussd))
      throw usageError(`--ussd wants digits, *, # and +, not "${values.ussd}"`);
    if (values.profile !== undefined && !PROFILE_NAMES.includes(values.profile))
      throw usageError(`--profile wants one of ${PROFILE_NAMES.join(', ')}, not "${values.profile}"`);
    const seconds = integerOption('listen', values.listen, 0, LISTEN_MAX);
    const baud = values.baud === 'auto' ? 'auto' : integerOption('baud', values.baud, 300, BAUD_MAX);
    const transport = transportOf(requiredOption('port', values.port), baud);
    const modem = createModem({
      transport,
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      simPin: values.pin,
      profile: values.profile,
    });
    return runModem(modem, context, {
      ...(values.ussd !== undefined && { ussd: values.ussd }),
      send: values.send === undefined || text === undefined ? undefined : { to: values.send, text },
      listenMs: seconds === undefined ? undefined : seconds * 1000,
    });
  },
};

/** What the driver has to say comes as events. */
const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quietLog,
};

function transportOf(port: string, baud: number | 'auto' | undefined): Transport {
  const [, host, number] = /^tcp:\[?(.+?)\]?:(\d{1,5})$/.exec(port) ?? [];
  if (Number(number) > PORT_MAX) throw usageError(`a TCP port is at most ${PORT_MAX}, not ${number}`);
  if (host !== undefined) return tcpTransport({ host, port: Number(number), clock: systemClock });
  return modemPort({ path: port, baud, disk: systemDisk(), clock: systemClock });
}

async function runModem(modem: Modem, context: CommandContext, wanted: Wanted): Promise<number> {
  const language = languageOf(context.env);
  const emit = (event: object) => {
    context.emit(event);
    if (!context.json) context.out(inWords(event, language));
  };
  const printer = createTextPrinter(emit);
  modem.keepTextsWith(async (text) => printer.take(text));
  modem.onCall(({ number, validity, state, ...rest }) =>
    emit({ event: 'call', number, validity, state, ...rest }),
  );
  const ready = whenReady(modem, emit, wanted.listenMs === undefined);
  const over = new AbortController();
  modem.start();
  try {
    const waitMs = wanted.listenMs ?? READY_MS;
    const patience = sleep(systemClock, waitMs, AbortSignal.any([context.signal, over.signal])).then(
      () => false,
    );
    const started = systemClock.monotonic();
    if (!(await Promise.race([ready, patience]))) return explainFailure(modem, context);
    const asked = wanted.ussd === undefined ? EXIT.ok : await ask(modem, wanted.ussd, emit);
    const code = wanted.send === undefined ? asked : await send(modem, wanted.send, emit);
    const left = (wanted.listenMs ?? 0) - (systemClock.monotonic() - started);
    if (left > 0) await sleep(systemClock, left, context.signal);
    return code;
  } finally {
    over.abort();
    await modem.stop();
    printer.flush();
    emit({ event: 'counters', ...modem.counters() });
  }
}

async function ask(modem: Modem, code: string, emit: (event: object) => void): Promise<number> {
  try {
    emit({ event: 'ussd', code, ...(await modem.ussd(code)) });
    return EXIT.ok;
  } catch (error) {
    if (!isTerminalError(error)) throw error;
    emit({ event: 'fault', reason: error.code, message: error.message });
    return EXIT.failure;
  }
}

function explainFailure(modem: Modem, context: CommandContext): number {
  if (context.signal.aborted) return EXIT.ok;
  const { reason, state } = modem.status();
  const language = languageOf(context.env);
  const says = [reasonWords(reason, language), pinWords(modem.info(), language)].filter((words) => words);
  context.err(
    `zhanggui: the modem is not ready: ${reason ?? state}${says.length === 0 ? '' : ` (${says.join('; ')})`}`,
  );
  return EXIT.failure;
}

/** True when it can call and send; false when it cannot and waiting will not help. Every change becomes an event. */
function whenReady(modem: Modem, emit: (event: object) => void, hurry: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    modem.onStatus(({ state, reason }) => {
      const usable = state === 'ready' || reason === 'store-full';
      if (usable) emit({ event: 'ready', ...modem.info() });
      if (usable) resolve(true);
      const fault = reason !== undefined && reason !== 'stopped';
      if (fault) emit({ event: 'fault', state, reason });
      if (fault && hurry && AT_ONCE.has(reason)) resolve(false);
    });
  });
}

async function send(
  modem: Modem,
  { to, text }: { readonly to: string; readonly text: string },
  emit: (event: object) => void,
): Promise<number> {
  const [reference = 0] = systemRandom.bytes(1);
  const parts = encodeSubmit({ to, text, report: true, reference });
  const refs: number[] = [];
  let outcome: SendOutcome | undefined;
  for (const { hex, length } of parts) {
    outcome = await modem.sendPart({ pdu: hex, length });
    if (outcome.state !== 'sent') break;
    refs.push(outcome.reference);
  }
  const code = outcome === undefined || outcome.state === 'sent' ? undefined : outcome.code;
  emit({ event: 'sent', to, state: outcome?.state ?? 'failed', code, refs, parts: parts.length });
  return outcome?.state === 'sent' ? EXIT.ok : EXIT.failure;
}

/** An event on one line for people: its name, then what is known, then what it means. */
function inWords(event: object, language: Language): string {
  const fields = Object.entries(event);
  const facts = Object.fromEntries(fields) as Record<string, unknown>;
  if (facts.event === 'counters') return `counters ${counterWords(event as ModemCounters, language)}`;
  const line = fields
    .filter(([key, value]) => value !== undefined && key !== 'pdus' && key !== 'counters')
    .map(([key, value]) => (key === 'event' ? String(value) : `${key}=${JSON.stringify(value)}`))
    .join(' ');
  const says =
    facts.event === 'ready'
      ? infoWords(event as ModemInfo, language)
      : reasonWords(String(facts.reason ?? facts.code), language);
  return says === undefined ? line : `${line}: ${says}`;
}
