/** What kind of line a modem sent: the end of a reply, something it says by itself, or part of a reply. */
import { TerminalError } from '../errors.js';
import { atError } from './errors.js';

/** The final result code of a command (V.250 5.7.1 and 27.007 9.1). */
export type FinalResult = { readonly ok: true } | { readonly ok: false; readonly error: TerminalError };

const OK: FinalResult = { ok: true };

function failure(reason: string, says: string): FinalResult {
  const error = new TerminalError(`at/${reason}`, `the modem answered: ${says}`, { retry: 'retry' });
  return { ok: false, error };
}

/** Final codes of a call command; at other times NO CARRIER is unsolicited and means that a call ended. */
const CALL_RESULTS: Readonly<Record<string, FinalResult>> = {
  'NO CARRIER': failure('no-carrier', 'NO CARRIER'),
  BUSY: failure('busy', 'BUSY'),
  'NO ANSWER': failure('no-answer', 'NO ANSWER'),
  'NO DIALTONE': failure('no-dialtone', 'NO DIALTONE'),
  'NO DIAL TONE': failure('no-dialtone', 'NO DIALTONE'),
};

/** The final result in `line`, or undefined when it is none. `inCall`: the command dials, answers or hangs up. */
export function finalResult(line: string, inCall = false): FinalResult | undefined {
  if (line === 'OK') return OK;
  const coded = /^\+(CME|CMS) ERROR:(.*)$/.exec(line);
  if (coded !== null)
    return { ok: false, error: atError(coded[1] === 'CME' ? 'cme' : 'cms', coded[2] ?? '') };
  if (line === 'ERROR' || line === 'COMMAND NOT SUPPORT') return failure('error', 'ERROR');
  if (!inCall) return undefined;
  if (/^CONNECT(?: |$)/.test(line)) return OK;
  return CALL_RESULTS[line];
}

/** The name a line begins with, colon included: `+CMTI:`, `^SMMEMFULL:`, `+CUSD:`. Undefined for bare text. */
export function prefixOf(line: string): string | undefined {
  return /^[+^*%$#][A-Z0-9_]+:/.exec(line)?.[0];
}

/** These come only from a processor that has just started: whatever was in flight is lost. */
const HARD_BOOT = [/^RDY$/, /^START$/, /^\^?SYSSTART/, /^\^BOOT\b/, /^APP RDY$/, /^\*ATREADY: ?1$/];

/** Later steps of a start, and a SIM that is pulled out: what was set up has to be set up anew. */
const SOFT_BOOT = [
  /^\+CFUN: ?1$/,
  /^\+CPIN: ?(?:READY|NOT READY|NOT INSERTED|SIM REMOVED)$/,
  /^SMS (?:DONE|READY)$/i,
  /^PB DONE$/i,
  /^CALL READY$/i,
  /^\+QIND: ?(?:"?SMS DONE|PB DONE)/,
];

/** `hard`: the modem forgot the command in flight. `soft`: a later step of its start, or its SIM is gone. */
export function bootOf(line: string): 'hard' | 'soft' | undefined {
  const matches = (pattern: RegExp) => pattern.test(line);
  if (HARD_BOOT.some(matches)) return 'hard';
  return SOFT_BOOT.some(matches) ? 'soft' : undefined;
}

/** Names that are unsolicited whatever command is in flight, unless it asked for exactly that name. */
const UNSOLICITED = new Set(
  (
    '+CRING: +CLIP: +CCWA: +CMTI: +CMT: +CDSI: +CDS: +CBM: +CBMI: +CREG: +CGREG: +CEREG: +C5GREG: +CPIN: +CUSD: +CLCC: ' +
    '+COLP: +CSSU: +CSSI: +CTZV: +CTZE: +CTZDST: +NITZ: +CIEV: +CMGS: +CMGW: +CNEMIU: +STIN: +QIND: +QUSIM: +CFUN: ' +
    '*PSUTTZ: *PSNWID: +CGEV: +CTEC: +CSQN: +SIND: ^RSSI: ^MODE: ^SRVST: ^SIMST: ^CEND: ^CONN: ^ORIG: ^CONF: ^HCSQ: ' +
    '^SMMEMFULL: ^NWTIME: ^STIN: ^THERM: ^DSFLOWRPT: ^RSSILVL: ^BOOT: +SMSFULL: +CMSMEMFULL: +STKPCI: *MSTK: ' +
    '+CTTS: *ISIMAID: *COPN: *EUICC: ^CINIT: +CSCON: +VTS: +RXDTMF: +QTONEDET: +DTMF:'
  ).split(' '),
);

const UNSOLICITED_WORDS = new Set([
  'RING',
  'NO CARRIER',
  'BUSY',
  'NO ANSWER',
  'NORMAL POWER DOWN',
  'UNDER-VOLTAGE WARNNING',
  'OVER-VOLTAGE WARNNING',
  'CHARGE-ONLY MODE',
]);

/** SIM7600 and A7670 tell of calls in words; Air72x of its services. */
const UNSOLICITED_WORDING = /^(?:VOICE CALL:|MISSED_CALL:|\+E_UTRAN Service|\+GSM Service)/i;

/** True for a line that a modem sends by itself. Names it shares with a reply count as reply while that is asked for. */
export function isUnsolicited(line: string): boolean {
  if (UNSOLICITED_WORDS.has(line) || UNSOLICITED_WORDING.test(line) || bootOf(line) !== undefined)
    return true;
  const prefix = prefixOf(line);
  return prefix !== undefined && UNSOLICITED.has(prefix);
}

/** `+CMT:` and `+CDS:` carry their PDU on the next line (27.005 3.4.1, PDU mode). */
export function hasBodyLine(line: string): boolean {
  return line.startsWith('+CMT:') || line.startsWith('+CDS:');
}

/** A USSD text of several lines: its closing quote has not come yet. */
export function isOpenUssd(line: string): boolean {
  return line.startsWith('+CUSD:') && (line.match(/"/g) ?? []).length % 2 === 1;
}
