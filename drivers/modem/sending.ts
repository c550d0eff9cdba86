/** Sends one part of a text (27.005 3.5.1, PDU mode) and says what became of it. */
import { argsOf, decimal } from '../../protocol/at/index.js';
import type { Channel } from './channel.js';
import type { Outcome } from './command.js';
import type { SendOutcome, SendPart } from './types.js';

/** The network may take a minute; two were seen. */
const SEND_TIMEOUT_MS = 120_000;

/** SMSC of at most 12 octets, TPDU of at most 164 (23.040 9.2). */
const PDU = /^(?:[0-9A-Fa-f]{2}){8,176}$/;

function failed(code: string, retry: 'retry' | 'permanent' | 'person'): SendOutcome {
  return { state: 'failed', code, retry };
}

/**
 * An error after the text was submitted is the network's no. Silence or a restart after that leaves it unknown; before that
 * nothing has left.
 */
function toSendOutcome(outcome: Outcome): SendOutcome {
  switch (outcome.kind) {
    case 'ok': {
      const line = outcome.lines.find((text) => text.startsWith('+CMGS:')) ?? '';
      return { state: 'sent', reference: decimal(argsOf(line, '+CMGS:')?.[0]) ?? -1 };
    }
    case 'error':
      return failed(outcome.error.code, outcome.error.retry);
    case 'timeout':
      return outcome.submitted
        ? { state: 'unknown', code: 'modem/timeout' }
        : failed('modem/no-prompt', 'retry');
    case 'gone': {
      const code = `modem/${outcome.why}`;
      return outcome.submitted ? { state: 'unknown', code } : failed(code, 'retry');
    }
  }
}

/** Never rejects. A PDU that is not one is refused here: what follows the prompt must not hold control characters. */
export async function sendPart(channel: Channel, part: SendPart): Promise<SendOutcome> {
  const sane = PDU.test(part.pdu) && Number.isInteger(part.length) && part.length > 0 && part.length <= 164;
  if (!sane) return failed('modem/bad-pdu', 'permanent');
  const outcome = await channel.run({
    text: `AT+CMGS=${part.length}`,
    timeoutMs: SEND_TIMEOUT_MS,
    reply: '+CMGS:',
    payload: part.pdu,
  });
  return toSendOutcome(outcome);
}
