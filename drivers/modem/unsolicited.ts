/** Who in the driver is told of a line that the modem sent by itself. */
import {
  bootOf,
  parseCallNews,
  parseCallWaiting,
  parseClip,
  parseCurrentCall,
  parseReportArrived,
  parseTextArrived,
} from '../../protocol/at/index.js';
import type { Calls } from './calls.js';
import type { Network } from './network.js';
import type { Speech } from './speech.js';
import type { Texts } from './texts.js';
import type { CallEvent } from './types.js';
import type { Ussd } from './ussd.js';

export interface Hearers {
  readonly calls: Calls;
  readonly texts: Texts;
  readonly network: Network;
  readonly speech: Speech;
  readonly ussd: Ussd;
  /** A line of the modem's start. */
  readonly restarted: () => void;
}

/** Results of a call that come by themselves. */
const CALL_ENDS: Readonly<Record<string, NonNullable<CallEvent['why']>>> = {
  'NO CARRIER': 'no-carrier',
  BUSY: 'busy',
  'NO ANSWER': 'no-answer',
};

/** `body` is the PDU line of +CMT and +CDS; a header that lost it means that a text must be looked for. */
export function hear(line: string, body: string | undefined, to: Hearers): void {
  if (/^\+(?:CMT|CDS):/.test(line)) takeDirect(body, to.texts);
  else if (bootOf(line) !== undefined) to.restarted();
  else if (line.startsWith('+CUSD:')) to.ussd.told(line);
  else if (!to.speech.told(line) && !hearCall(line, to.calls) && !hearText(line, to.texts))
    to.network.told(line);
}

function takeDirect(body: string | undefined, texts: Texts): void {
  if (body === undefined) texts.arrived();
  else texts.arrivedDirectly(body);
}

function hearCall(line: string, calls: Calls): boolean {
  if (line === 'RING' || line.startsWith('+CRING:')) calls.ring();
  else if (CALL_ENDS[line] !== undefined) calls.carrierLost(CALL_ENDS[line]);
  else return hearCaller(line, calls);
  return true;
}

function hearCaller(line: string, calls: Calls): boolean {
  const caller = parseClip(line);
  const waiting = parseCallWaiting(line);
  const listed = parseCurrentCall(line);
  const news = parseCallNews(line);
  if (caller !== undefined) calls.callerId(caller);
  if (waiting !== undefined) calls.callWaiting(waiting);
  if (listed !== undefined) calls.told(listed);
  if (news === 'connected') calls.connected();
  if (news === 'ended') calls.carrierLost();
  return (caller ?? waiting ?? listed ?? news) !== undefined;
}

function hearText(line: string, texts: Texts): boolean {
  if (/^(?:\^SMMEMFULL|\+SMSFULL|\+QIND: ?"SMSFULL)/i.test(line)) {
    texts.arrived();
    return true;
  }
  const stored = parseTextArrived(line) ?? parseReportArrived(line);
  if (stored !== undefined) texts.arrived(/^[A-Z]{2}$/.test(stored.store) ? stored.store : undefined);
  return stored !== undefined;
}
