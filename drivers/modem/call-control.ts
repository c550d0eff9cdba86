/** What a person does with calls: answer, hang up, dial. */
import { type CurrentCall, parseCurrentCall } from '../../protocol/at/index.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { askIfAble } from './asking.js';
import type { Calls } from './calls.js';
import type { Channel } from './channel.js';
import { query } from './command.js';
import type { Link } from './link.js';
import type { Modem } from './types.js';

const ANSWER_TIMEOUT_MS = 20_000;
const DIAL_TIMEOUT_MS = 60_000;
const HANG_UP_TIMEOUT_MS = 10_000;
const LIST_CALLS_MS = 3_000;

/** Digits and what a keypad has; no letters, so that nothing but a number reaches the dial command. */
const DIALABLE = /^\+?[0-9*#]{1,40}$/;

function refusal(code: `modem/${string}`, says: string): TerminalError {
  return new TerminalError(code, says, { retry: 'retry' });
}

/** The modem's current calls (27.007 7.18); undefined when it cannot say. */
export async function listCalls({ channel, log }: Link): Promise<CurrentCall[] | undefined> {
  try {
    const lines = await askIfAble(channel, query('AT+CLCC', '+CLCC', LIST_CALLS_MS));
    return lines?.map(parseCurrentCall).filter((call) => call !== undefined);
  } catch (error) {
    log.debug({ error: messageOf(error) }, 'the calls could not be listed');
    return undefined;
  }
}

/** `isUp`: the modem can be asked now. Errors: `modem/not-ready`, `modem/no-call`, `modem/bad-number`, `at/…`, `modem/…`. */
export function createCallControl(
  channel: Channel,
  calls: Calls,
  isUp: () => boolean,
): Pick<Modem, 'answer' | 'hangUp' | 'dial'> {
  const mustBeUp = () => {
    if (!isUp()) throw refusal('modem/not-ready', 'the modem is not ready');
  };
  return {
    async answer() {
      mustBeUp();
      const swap = calls.current === 'answered' && calls.hasWaiting;
      if (!swap && calls.current !== 'ringing') throw refusal('modem/no-call', 'no call is ringing');
      // 27.007 7.13: CHLD=2 holds the call that is talked to and takes the one that waits.
      const command = query(swap ? 'AT+CHLD=2' : 'ATA', undefined, ANSWER_TIMEOUT_MS);
      try {
        await channel.ask({ ...command, inCall: true }, true);
      } catch (error) {
        if (isTerminalError(error, 'at/no-carrier')) calls.carrierLost();
        throw error;
      }
      calls.answered();
    },
    async hangUp() {
      mustBeUp();
      // ATH is the fall-back: on some modules it ends data calls only.
      const ended = await askIfAble(channel, query('AT+CHUP', undefined, HANG_UP_TIMEOUT_MS), true);
      if (ended === undefined) await channel.ask(query('ATH', undefined, HANG_UP_TIMEOUT_MS), true);
      calls.hungUp();
    },
    async dial(number) {
      mustBeUp();
      if (!DIALABLE.test(number)) {
        throw new TerminalError('modem/bad-number', 'a number to dial has digits, * and # only');
      }
      await channel.ask({ ...query(`ATD${number};`, undefined, DIAL_TIMEOUT_MS), inCall: true }, true);
      calls.dialed(number);
    },
  };
}
