/** USSD: a code out, the network's answer in. One at a time: the network keeps one session. */
import { isUssdCode, packedUssd, parseUssd, type UssdReply } from '../../protocol/at/index.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import type { Cancel } from '../host/types.js';
import { askIfAble } from './asking.js';
import { query } from './command.js';
import type { Link } from './link.js';
import type { Profile } from './profiles.js';
import type { UssdAnswer } from './types.js';

export interface Ussd {
  /** Errors: `modem/bad-ussd`, `modem/ussd-busy`, `modem/ussd-refused`, `modem/timeout`, `modem/closed`, `at/…`. */
  ask(code: string, profile: Profile): Promise<UssdAnswer>;
  /** A +CUSD line that came by itself. */
  told(line: string): void;
  /** The modem is gone or restarts: whoever waits is told. */
  end(): void;
}

/** The network may think for half a minute. */
const ANSWER_MS = 40_000;
const SEND_MS = 15_000;
/** 23.038 clause 5: the default alphabet, language unspecified. */
const GSM7 = 15;

interface Waiter {
  readonly heard: (reply: UssdReply) => void;
  readonly failed: (error: TerminalError) => void;
}

function commandsFor(code: string, profile: Profile): string[] {
  const text = profile.ussd === 'packed' ? packedUssd(code) : code;
  return [`AT+CUSD=1,"${text}",${GSM7}`, `AT+CUSD=1,"${text}"`];
}

const REFUSALS: Readonly<Record<'not-supported' | 'timeout', string>> = {
  'not-supported': 'the network does not know this code',
  timeout: 'the network did not answer the code in its time',
};

function answerOf(reply: UssdReply): UssdAnswer {
  if (reply.kind === 'not-supported' || reply.kind === 'timeout') {
    throw new TerminalError('modem/ussd-refused', REFUSALS[reply.kind], {
      context: { kind: reply.kind },
      retry: reply.kind === 'timeout' ? 'retry' : 'permanent',
    });
  }
  return { text: reply.text, awaitsReply: reply.kind === 'menu' };
}

export function createUssd({ channel, clock }: Link): Ussd {
  let waiter: Waiter | undefined;

  /** The waiter stands before the code goes out: some modules answer before their OK. */
  const answer = (): { readonly reply: Promise<UssdReply>; readonly stop: Cancel } => {
    let stop: Cancel = () => undefined;
    const reply = new Promise<UssdReply>((resolve, reject) => {
      const late = () =>
        reject(
          new TerminalError('modem/timeout', `the network did not answer the code within ${ANSWER_MS} ms`, {
            retry: 'retry',
          }),
        );
      stop = clock.after(ANSWER_MS, late);
      waiter = { heard: resolve, failed: reject };
    });
    reply.catch(() => undefined); // When the modem refuses the command, nobody waits for this any more.
    return { reply, stop };
  };
  const send = async (code: string, profile: Profile) => {
    const [first = '', second = ''] = commandsFor(code, profile);
    try {
      await channel.ask(query(first, undefined, SEND_MS));
    } catch (error) {
      if (!isTerminalError(error, 'at/')) throw error;
      await channel.ask(query(second, undefined, SEND_MS));
    }
  };

  return {
    async ask(code, profile) {
      if (!isUssdCode(code))
        throw new TerminalError('modem/bad-ussd', 'a USSD code has digits, *, # and + only');
      if (waiter !== undefined)
        throw new TerminalError('modem/ussd-busy', 'another code waits for its answer', { retry: 'retry' });
      const { reply, stop } = answer();
      try {
        await send(code, profile);
        return answerOf(await reply);
      } catch (error) {
        // The network would take the next code for the reply to this one.
        if (isTerminalError(error, 'modem/timeout')) await askIfAble(channel, query('AT+CUSD=2'));
        throw error;
      } finally {
        stop();
        waiter = undefined;
      }
    },
    told(line) {
      const reply = parseUssd(line);
      if (reply !== undefined) waiter?.heard(reply);
    },
    end() {
      waiter?.failed(
        new TerminalError('modem/closed', 'the modem went away before the network answered', {
          retry: 'retry',
        }),
      );
    },
  };
}
