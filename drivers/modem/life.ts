/**
 * The life of the modem: open, bring up, watch, heal. After each failed bring-up a rung of the ladder (ladder.ts), then again, with
 * growing pauses, for ever.
 */
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { DeviceStatus } from '../device.js';
import { backoff, sleep } from '../host/timing.js';
import type { Random } from '../host/types.js';
import type { Transport } from '../transport/types.js';
import { type BroughtUp, bringUp, reasonOf } from './bring-up.js';
import { query } from './command.js';
import type { Counting } from './counters.js';
import { type Rung, rungFor } from './ladder.js';
import type { Link } from './link.js';

/** closed: the port went away · lost: no answer any more · restarted: a boot line, or our settings are forgotten. */
export type Trouble = 'closed' | 'lost' | 'restarted' | 'stopped';

export interface LifeOptions {
  readonly transport: Transport;
  readonly link: Link;
  readonly random: Random;
  readonly counters: Counting;
  /** Cuts the modem's power for so long, where the terminal can (a hub with switched ports). */
  readonly cutPower?: (ms: number) => Promise<void>;
  readonly profile?: string;
  readonly onStatus: (status: DeviceStatus) => void;
  /** The modem is brought up; from here on calls and texts are told. Rejects when it falls silent meanwhile. */
  readonly onUp: (modem: BroughtUp) => Promise<void>;
  readonly onDown: () => void;
}

export interface Life {
  start(): void;
  stop(): Promise<void>;
  trouble(what: Trouble): void;
  readonly opens: number;
  readonly restarts: number;
}

const PAUSE_FIRST_MS = 1_000;
const PAUSE_LIMIT_MS = 30_000;
/** Boot lines come in a bunch: the bring-up waits until the modem has said the first of them for so long. */
const AFTER_RESTART_MS = 1_500;
const RESTART_TIMEOUT_MS = 15_000;
/** Long enough for a module's reset line and for the capacitors behind a switched port. */
const POWER_OFF_MS = 2_000;
/** Restarting does not help against these. */
const HOPELESS = new Set(['sim-pin', 'sim-pin-wrong', 'sim-puk', 'closed']);

export function createLife(options: LifeOptions): Life {
  const { transport, link, random, counters, onStatus, onUp, onDown } = options;
  const { channel, clock, log } = link;
  const pause = backoff(random, PAUSE_FIRST_MS, PAUSE_LIMIT_MS);
  let life = new AbortController();
  let running: Promise<void> | undefined;
  let pending: Trouble | undefined;
  let wake: () => void = () => undefined;
  let failures = 0;
  let opens = 0;
  let restarts = 0;

  const portClosed = () => pending === 'closed' || pending === 'stopped';
  /** A port that is gone outranks a restart; a stop outranks all. */
  const trouble = (what: Trouble) => {
    if (what === 'restarted') restarts += 1;
    if (!portClosed() || what === 'stopped') pending = what;
    if (what === 'closed' || what === 'stopped') channel.close();
    wake();
  };
  const nextTrouble = async (): Promise<Trouble> => {
    while (pending === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return pending;
  };
  /** Sleeps, but wakes early for a port that closes or a modem that restarts. */
  const rest = async (ms: number) => {
    const early = new AbortController();
    wake = () => early.abort();
    if (pending === undefined) await sleep(clock, ms, early.signal);
  };

  const openPort = async (): Promise<boolean> => {
    try {
      await transport.open();
    } catch (error) {
      const reason = isTerminalError(error) ? error.code.slice(error.code.indexOf('/') + 1) : 'failed';
      log.info({ port: transport.name, error: messageOf(error) }, 'the modem port does not open');
      onStatus({ state: 'absent', reason });
      return false;
    }
    opens += 1;
    if (life.signal.aborted) return false;
    pending = undefined;
    channel.open();
    return true;
  };

  /** The switched socket when there is one, else the line that resets many modules. */
  const cutPower = async () => {
    if (options.cutPower !== undefined) return options.cutPower(POWER_OFF_MS);
    await transport.setDtr?.(false);
    await sleep(clock, POWER_OFF_MS, life.signal);
    await transport.setDtr?.(true);
  };
  /** Said while the port is open; whether it is opened anew is the caller's. */
  const climb = async (rung: Rung) => {
    if (rung === 'again' || rung === 'reopen') return;
    log.warn({ rung, failures }, 'healing the modem');
    if (rung === 'restart') {
      restarts += 1;
      await channel.run({ text: 'AT+CFUN=1,1', timeoutMs: RESTART_TIMEOUT_MS, probe: true });
      return;
    }
    counters.resets += 1;
    if (rung === 'settings') await channel.run({ ...query('ATZ'), probe: true });
    else await cutPower();
  };
  /** One failed bring-up. Returns false when the port has to be opened anew. */
  const failed = async (error: unknown): Promise<boolean> => {
    if (portClosed()) return false;
    failures += 1;
    const reason = reasonOf(error);
    log.warn({ reason, failures, error: messageOf(error) }, 'the modem could not be brought up');
    onStatus({ state: 'degraded', reason });
    const answers = !isTerminalError(error, 'modem/no-answer');
    await climb(rungFor({ failures, answers, hopeless: HOPELESS.has(reason) }));
    const silent = pending === 'lost';
    pending = portClosed() ? pending : undefined;
    await rest(pause.next());
    return answers && !silent && !portClosed();
  };
  const up = async (): Promise<void> => {
    const modem = await bringUp(link, options.profile);
    if (pending !== undefined) return;
    await onUp(modem);
    failures = 0;
    pause.reset();
  };
  /** Stays with an open port until it has to be opened anew. */
  const attend = async (): Promise<void> => {
    for (;;) {
      onStatus({ state: 'initialising' });
      pending = undefined;
      try {
        await up();
      } catch (error) {
        onDown();
        if (!(await failed(error))) return;
        continue;
      }
      const what = await nextTrouble();
      onDown();
      log.info({ what }, 'the modem needs attention');
      if (what !== 'restarted') {
        if (what === 'lost') onStatus({ state: 'degraded', reason: 'no-answer' });
        return;
      }
      onStatus({ state: 'initialising', reason: 'restarted' });
      await sleep(clock, AFTER_RESTART_MS, life.signal);
      if (portClosed()) return;
    }
  };
  const live = async () => {
    while (!life.signal.aborted) {
      onStatus({ state: 'opening' });
      if (await openPort()) {
        await attend();
        channel.close();
        await transport.close();
        if (pending === 'closed') onStatus({ state: 'absent', reason: 'no-port' });
      }
      if (!life.signal.aborted) await sleep(clock, pause.next(), life.signal);
    }
    await transport.close();
    onStatus({ state: 'absent', reason: 'stopped' });
  };

  transport.onClose(() => trouble('closed'));

  return {
    start() {
      if (running !== undefined) return;
      life = new AbortController();
      pending = undefined;
      running = live();
    },
    async stop() {
      life.abort();
      trouble('stopped');
      await running;
      running = undefined;
    },
    trouble,
    get opens() {
      return opens;
    },
    get restarts() {
      return restarts;
    },
  };
}
