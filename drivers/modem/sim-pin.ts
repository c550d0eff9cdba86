/**
 * The SIM's lock. INVARIANT: at most one automatic attempt in the life of the driver, none with a PIN that an earlier life gave in vain
 * (pin-memory.ts), and none when fewer than two tries are left: a third wrong PIN locks the shop's number.
 */
import { parsePinTries, parseSimState, type SimState } from '../../protocol/at/index.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import { sleep } from '../host/timing.js';
import { askIfAble } from './asking.js';
import type { Channel } from './channel.js';
import { query } from './command.js';
import type { Link } from './link.js';
import type { Profile } from './profiles.js';

const BUSY_TRIES = 10;
const BUSY_PAUSE_MS = 1_000;
const PIN_TIMEOUT_MS = 10_000;
const TRIES_LEFT_MIN = 2;

const SIM_ERRORS: Readonly<Record<string, readonly [code: `modem/${string}`, says: string]>> = {
  'at/cme-10': ['modem/sim-missing', 'there is no SIM card in the modem'],
  'at/cme-11': ['modem/sim-pin', 'the SIM card asks for its PIN'],
  'at/cme-12': ['modem/sim-puk', 'the SIM card is locked and asks for its PUK'],
  'at/cme-13': ['modem/sim-failure', 'the SIM card does not work'],
  'at/cme-15': ['modem/sim-failure', 'the modem does not accept this SIM card'],
};

function simError(code: `modem/${string}`, says: string, cause?: unknown): TerminalError {
  return new TerminalError(code, says, { cause, retry: 'person' });
}

/** The state of the SIM; waits while the SIM is busy, as it is after the start (CME 14). */
async function readState({ channel, clock }: Link): Promise<SimState> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const lines = await channel.ask(query('AT+CPIN?', '+CPIN', PIN_TIMEOUT_MS));
      const state = parseSimState(lines.at(-1) ?? '');
      if (state !== undefined) return state;
    } catch (error) {
      if (!isTerminalError(error, 'at/')) throw error;
      const [code, says] = SIM_ERRORS[error.code] ?? [];
      if (code !== undefined && says !== undefined) throw simError(code, says, error);
    }
    if (attempt >= BUSY_TRIES)
      throw simError('modem/sim-failure', 'the modem does not say how its SIM card is');
    await sleep(clock, BUSY_PAUSE_MS);
  }
}

async function triesLeft(channel: Channel, profile: Profile): Promise<number | undefined> {
  for (const { text, reply } of profile.pinTries) {
    const lines = await askIfAble(channel, query(text, reply));
    const left = lines?.map(parsePinTries).find((tries) => tries !== undefined);
    if (left !== undefined) return left;
  }
  return undefined;
}

async function enterPin(link: Link, profile: Profile): Promise<void> {
  const { channel, log } = link;
  const left = await triesLeft(channel, profile);
  link.onPinTries(left);
  if (left !== undefined && left < TRIES_LEFT_MIN) {
    throw simError('modem/sim-pin', `the SIM card has ${left} tries left: enter its PIN by hand`);
  }
  const taken = link.takePin();
  if (taken === 'none') throw simError('modem/sim-pin', 'the SIM card asks for its PIN');
  if (taken === 'taken-before' || (await link.pins?.wasTried(taken.pin)))
    throw simError('modem/sim-pin-wrong', 'the PIN that is configured was given before, and not accepted');
  const { pin } = taken;
  await link.pins?.tried(pin);
  log.info({ triesLeft: left }, 'giving the SIM PIN, once');
  const accepted = await askIfAble(channel, query(`AT+CPIN="${pin}"`, undefined, PIN_TIMEOUT_MS));
  if (accepted === undefined) {
    link.onPinTries(await triesLeft(channel, profile));
    throw simError('modem/sim-pin-wrong', 'the SIM card refused the PIN that is configured');
  }
  await link.pins?.accepted();
}

/** Resolves when the SIM is ready. Errors: `modem/sim-missing`, `sim-pin`, `sim-pin-wrong`, `sim-puk`, `sim-failure`. */
export async function unlockSim(link: Link, profile: Profile): Promise<void> {
  const state = await readState(link);
  if (state === 'ready') return;
  if (state === 'missing') throw simError('modem/sim-missing', 'there is no SIM card in the modem');
  if (state === 'puk') throw simError('modem/sim-puk', 'the SIM card is locked and asks for its PUK');
  if (state === 'other-lock')
    throw simError('modem/sim-pin', 'the SIM card or the modem is locked by its operator');
  await enterPin(link, profile);
  for (let attempt = 0; attempt < BUSY_TRIES; attempt += 1) {
    if ((await readState(link)) === 'ready') return;
    await sleep(link.clock, BUSY_PAUSE_MS);
  }
  throw simError('modem/sim-pin', 'the SIM card does not become ready after its PIN');
}
