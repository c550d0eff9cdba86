/** Where the modem stands in the network: registration, operator, signal. Asked from time to time, and told by +CREG. */
import {
  isRegistered,
  type NetworkTime,
  parseClock,
  parseNetworkTime,
  parseOperator,
  parseRegistration,
  parseSignal,
  type RegistrationState,
} from '../../protocol/at/index.js';
import { messageOf } from '../../protocol/errors.js';
import type { Cancel } from '../host/types.js';
import { askIfAble } from './asking.js';
import { query } from './command.js';
import type { Link } from './link.js';
import type { ModemInfo } from './types.js';

export interface Standing {
  readonly registration: ModemInfo['registration'];
  readonly operator?: string;
  readonly bars?: number;
  readonly signalDbm?: number;
  readonly clockAheadMs?: number;
  readonly zoneMinutes?: number;
}

export const UNKNOWN_STANDING: Standing = { registration: 'unknown' };

export interface Network {
  /** Asks for everything once, then watches. */
  begin(): Promise<void>;
  end(): void;
  /** A +CREG line or the network's time, told by itself. */
  told(line: string): void;
  readonly standing: Standing;
}

/** Also finds out within half a minute that a modem went silent. */
const WATCH_MS = 30_000;
/** The operator's name changes seldom; every twentieth look. */
const OPERATOR_EVERY = 20;
const OPERATOR_TIMEOUT_MS = 15_000;

/** Clocks that were never set begin in 1980, 2000, 2004 or 2015. */
const CLOCK_SET_MS = Date.UTC(2024, 0, 1);

/** The network tells seconds; smaller differences are the line's. */
const CLOCK_GRAIN_MS = 2_000;

function inWords(state: RegistrationState): ModemInfo['registration'] {
  if (isRegistered(state)) return state.startsWith('home') ? 'home' : 'roaming';
  if (state === 'searching' || state === 'denied' || state === 'unknown') return state;
  return 'none';
}

export function createNetwork(
  { channel, clock, log }: Link,
  onChange: (standing: Standing) => void,
): Network {
  let standing = UNKNOWN_STANDING;
  let looks = 0;
  let running = 0;
  let asking = false;
  let stop: Cancel = () => undefined;

  const set = (news: Partial<Standing>) => {
    const next = { ...standing, ...news };
    const same = (Object.keys(next) as (keyof Standing)[]).every((key) => next[key] === standing[key]);
    standing = next;
    if (!same) onChange(standing);
  };
  /** A time without its zone cannot be compared with ours. */
  const takeTime = (told: Partial<NetworkTime> | undefined) => {
    if (told?.offsetMinutes === undefined) return;
    set({ zoneMinutes: told.offsetMinutes });
    if (told.at === undefined || told.at < CLOCK_SET_MS) return;
    const ahead = told.at - clock.now();
    if (Math.abs(ahead - (standing.clockAheadMs ?? Number.POSITIVE_INFINITY)) > CLOCK_GRAIN_MS)
      set({ clockAheadMs: ahead });
  };
  /** CREG is about calls and texts; a module on LTE alone may say it only through CEREG. */
  const readRegistration = async () => {
    let found: Standing['registration'] = 'unknown';
    for (const name of ['+CREG', '+CEREG']) {
      const lines = await askIfAble(channel, query(`AT${name}?`, name));
      const told = parseRegistration(lines?.at(-1) ?? '');
      if (told === undefined) continue;
      if (isRegistered(told.state)) return set({ registration: inWords(told.state) });
      if (found === 'unknown') found = inWords(told.state);
    }
    set({ registration: found });
  };
  const look = async () => {
    const lines = await askIfAble(channel, query('AT+CSQ', '+CSQ'));
    const signal = parseSignal(lines?.at(-1) ?? '');
    set({ bars: signal?.bars, signalDbm: signal?.dbm });
    await readRegistration();
    const registered = standing.registration === 'home' || standing.registration === 'roaming';
    if (registered && (standing.operator === undefined || looks % OPERATOR_EVERY === 0)) {
      const answer = await askIfAble(channel, query('AT+COPS?', '+COPS', OPERATOR_TIMEOUT_MS));
      set({ operator: parseOperator(answer?.at(-1) ?? '') });
    }
    if (looks % OPERATOR_EVERY === 0) {
      const answer = await askIfAble(channel, query('AT+CCLK?', '+CCLK'));
      takeTime(parseClock(answer?.at(-1) ?? ''));
    }
    looks += 1;
  };
  const unasked = (error: unknown) =>
    log.debug({ error: messageOf(error) }, 'the network could not be asked');
  /** A domain that is not there says nothing of the others: packet service may be barred while calls and texts go. */
  const hearRegistration = (state: RegistrationState, packet: boolean) => {
    if (isRegistered(state) && !packet) return set({ registration: inWords(state) });
    if (packet || asking) return;
    asking = true;
    readRegistration()
      .catch(unasked)
      .finally(() => {
        asking = false;
      });
  };
  const watch = (life: number) => {
    stop = clock.after(WATCH_MS, () => {
      look()
        .catch(unasked)
        .finally(() => {
          if (life === running) watch(life);
        });
    });
  };

  return {
    async begin() {
      running += 1;
      stop();
      looks = 0;
      await look();
      watch(running);
    },
    end() {
      running += 1;
      stop();
      set({ ...UNKNOWN_STANDING, operator: undefined, bars: undefined, signalDbm: undefined });
    },
    told(line) {
      const news = parseRegistration(line);
      if (news !== undefined) hearRegistration(news.state, /^\+C5?GREG:/.test(line));
      else takeTime(parseNetworkTime(line));
    },
    get standing() {
      return standing;
    },
  };
}
