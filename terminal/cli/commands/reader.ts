/** `zhanggui reader`: the shipped card reader driver alone. */

import type { DeviceStatus, Unsubscribe } from '../../../drivers/device.js';
import { systemClock } from '../../../drivers/host/clock.js';
import { systemRandom } from '../../../drivers/host/random.js';
import { sleep } from '../../../drivers/host/timing.js';
import type { Log } from '../../../drivers/host/types.js';
import { createReader } from '../../../drivers/reader/reader.js';
import { spawnReaderChild } from '../../../drivers/reader/spawn.js';
import type { BadTap, Reader, Tap } from '../../../drivers/reader/types.js';
import { type Command, type CommandContext, EXIT, integerOption, parseArguments } from '../command.js';

const HELP = `zhanggui reader [--json] [--listen SECONDS]
  Shows cards as they are laid on the reader, until Ctrl-C or for SECONDS.
  {"event":"status","state":"ready|absent|opening|degraded","reason":…}
  {"event":"tap","uid":…,"kind":"ntag|classic|desfire|phone|unknown","random":bool,"memberCode":…,"tap":…}
  {"event":"bad","reason":"left-too-early|no-answer|no-uid"} · {"event":"lift"}
  Exits 1 when there was no reader at the end.`;

/** A day and a night: longer is surely a slip. */
const LISTEN_S_MAX = 86_400;

export const command: Command = {
  name: 'reader',
  summary: 'show the cards that are laid on the reader',
  help: HELP,
  async run(context) {
    const { values } = parseArguments(context.args, { listen: { type: 'string' } });
    const seconds = integerOption('listen', values.listen, 1, LISTEN_S_MAX);
    const log = stderrLog(context);
    const reader = createReader({
      spawnChild: () => spawnReaderChild(log),
      clock: systemClock,
      random: systemRandom,
      log,
    });
    const stopStatus = show(reader, context);
    reader.start();
    await listen(seconds, context.signal);
    const { state, reason } = reader.status();
    stopStatus();
    await reader.stop();
    if (state === 'ready') return EXIT.ok;
    context.err(statusWords({ state, ...(reason === undefined ? {} : { reason }) }));
    return EXIT.failure;
  },
};

/** Returns what ends the words about the status: giving the reader back is no news. */
function show(reader: Reader, { json, out, emit }: CommandContext): Unsubscribe {
  const say = (event: object, words: string) => (json ? emit(event) : out(words));
  reader.onTap((tap) => say({ event: 'tap', ...tap }, tapWords(tap)));
  reader.onBadTap((bad) => say({ event: 'bad', ...bad }, BAD_WORDS[bad.reason]));
  reader.onLift(() => say({ event: 'lift' }, 'the card was lifted'));
  return reader.onStatus((status) => say({ event: 'status', ...status }, statusWords(status)));
}

const BAD_WORDS: Readonly<Record<BadTap['reason'], string>> = {
  'left-too-early': 'the card was taken away too early: lay it down again, a little longer',
  'no-answer': 'the card does not answer',
  'no-uid': 'the card gives no id: a phone, or a card this program does not know',
};

const REASON_WORDS: Readonly<Record<string, string>> = {
  'no-pcscd': 'the reader service does not run: systemctl start pcscd.socket, or sh deploy/pcscd',
  'no-library': 'the package nfc-pcsc is not installed: apt-get install libpcsclite-dev, then npm install',
  'no-reader': 'no card reader is connected',
  restarting: 'the reader service stopped; trying again',
};

function statusWords({ state, reason }: DeviceStatus): string {
  if (state === 'ready') return 'ready: lay a card on the reader';
  return reason === undefined ? `reader ${state}` : `reader ${state}: ${REASON_WORDS[reason] ?? reason}`;
}

function tapWords({ uid, kind, random, memberCode }: Tap): string {
  const member = memberCode === undefined ? '' : `, member ${memberCode}`;
  return `${uid} ${kind}${random ? ' (random id, not an identity)' : ''}${member}`;
}

async function listen(seconds: number | undefined, signal: AbortSignal): Promise<void> {
  const end = seconds === undefined ? Number.POSITIVE_INFINITY : systemClock.monotonic() + seconds * 1_000;
  while (!signal.aborted && systemClock.monotonic() < end) {
    await sleep(systemClock, Math.min(end - systemClock.monotonic(), 3_600_000), signal);
  }
}

/** Only what a technician must see, on stderr. */
function stderrLog({ err }: CommandContext): Log {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (facts, message) => err(`${message} ${JSON.stringify(facts)}`),
    error: (facts, message) => err(`${message} ${JSON.stringify(facts)}`),
    child: () => log,
  };
  return log;
}
