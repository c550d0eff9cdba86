/**
 * The one table that turns +CME and +CMS error numbers or words into typed errors. Numbers: 27.007 9.2 (CME), 27.005 3.2.5
 * (CMS; below 128 they are 24.011 RP causes, 128–255 23.040 TP failure causes). What to do about each comes from the field.
 */
import { type ErrorCode, type RetryClass, TerminalError } from '../errors.js';

type Row = readonly [number: number, words: string, retry: RetryClass];

const CME: readonly Row[] = [
  [0, 'phone failure', 'retry'],
  [1, 'no connection to phone', 'retry'],
  [3, 'operation not allowed', 'permanent'],
  [4, 'operation not supported', 'permanent'],
  [5, 'PH-SIM PIN required', 'person'],
  [10, 'SIM not inserted', 'person'],
  [11, 'SIM PIN required', 'person'],
  [12, 'SIM PUK required', 'person'],
  [13, 'SIM failure', 'person'],
  [14, 'SIM busy', 'retry'],
  [15, 'SIM wrong', 'person'],
  [16, 'incorrect password', 'person'],
  [17, 'SIM PIN2 required', 'person'],
  [18, 'SIM PUK2 required', 'person'],
  [20, 'memory full', 'retry'],
  [21, 'invalid index', 'permanent'],
  [22, 'not found', 'permanent'],
  [23, 'memory failure', 'retry'],
  [24, 'text string too long', 'permanent'],
  [25, 'invalid characters in text string', 'permanent'],
  [26, 'dial string too long', 'permanent'],
  [27, 'invalid characters in dial string', 'permanent'],
  [30, 'no network service', 'retry'],
  [31, 'network timeout', 'retry'],
  [32, 'network not allowed - emergency calls only', 'person'],
  [40, 'network personalization PIN required', 'person'],
  [50, 'incorrect parameters', 'permanent'],
  [100, 'unknown', 'retry'],
];

const CMS: readonly Row[] = [
  [1, 'unassigned (unallocated) number', 'permanent'],
  [8, 'operator determined barring', 'permanent'],
  [10, 'call barred', 'permanent'],
  [17, 'network failure', 'retry'],
  [21, 'short message transfer rejected', 'permanent'],
  [22, 'congestion', 'retry'],
  [27, 'destination out of service', 'retry'],
  [28, 'unidentified subscriber', 'permanent'],
  [29, 'facility rejected', 'permanent'],
  [30, 'unknown subscriber', 'permanent'],
  [38, 'network out of order', 'retry'],
  [41, 'temporary failure', 'retry'],
  [42, 'congestion', 'retry'],
  [47, 'resources unavailable, unspecified', 'retry'],
  [50, 'requested facility not subscribed', 'permanent'],
  [69, 'requested facility not implemented', 'permanent'],
  [96, 'invalid mandatory information', 'permanent'],
  [111, 'protocol error, unspecified', 'permanent'],
  [127, 'interworking, unspecified', 'permanent'],
  [192, 'SC busy', 'retry'],
  [193, 'no SC subscription', 'permanent'],
  [194, 'SC system failure', 'retry'],
  [195, 'invalid SME address', 'permanent'],
  [197, 'SM rejected or duplicate SM', 'permanent'],
  [208, 'SIM SMS storage full', 'retry'],
  [300, 'ME failure', 'retry'],
  [301, 'SMS service of ME reserved', 'retry'],
  [302, 'operation not allowed', 'retry'],
  [303, 'operation not supported', 'permanent'],
  [304, 'invalid PDU mode parameter', 'permanent'],
  [305, 'invalid text mode parameter', 'permanent'],
  [310, 'SIM not inserted', 'person'],
  [311, 'SIM PIN required', 'person'],
  [312, 'PH-SIM PIN required', 'person'],
  [313, 'SIM failure', 'person'],
  [314, 'SIM busy', 'retry'],
  [315, 'SIM wrong', 'person'],
  [316, 'SIM PUK required', 'person'],
  [317, 'SIM PIN2 required', 'person'],
  [318, 'SIM PUK2 required', 'person'],
  [320, 'memory failure', 'retry'],
  [321, 'invalid memory index', 'permanent'],
  [322, 'memory full', 'retry'],
  [330, 'SMSC address unknown', 'person'],
  [331, 'no network service', 'retry'],
  [332, 'network timeout', 'retry'],
  [340, 'no +CNMA acknowledgement expected', 'permanent'],
  [500, 'unknown error', 'retry'],
];

/** Other spellings seen under CMEE=2 and in words of +CMS ERROR. */
const ALIASES: Readonly<Record<string, string>> = {
  '(u)sim not inserted': 'sim not inserted',
  'no sim': 'sim not inserted',
  'sim blocked': 'sim puk required',
  'no network': 'no network service',
  'unknown error': 'unknown',
};

const FAMILIES = { cme: CME, cms: CMS } as const;
export type ErrorFamily = keyof typeof FAMILIES;

function rowOf(family: ErrorFamily, told: string): Row | undefined {
  const rows = FAMILIES[family];
  if (/^\d+$/.test(told)) return rows.find(([number]) => number === Number(told));
  const words = told.toLowerCase();
  const alias = ALIASES[words];
  return rows.find(([, name]) => name.toLowerCase() === words || name.toLowerCase() === alias);
}

/**
 * The error of `+CME ERROR: told` or `+CMS ERROR: told`; code `at/cme-10`, `at/cms-38`, or `at/cms-other` for words that the
 * table does not know. Causes that nobody listed are worth another try: the outbox limits how many.
 */
export function atError(family: ErrorFamily, told: string): TerminalError {
  const value = told.trim().replaceAll('"', '');
  const row = rowOf(family, value);
  const number = row?.[0] ?? (/^\d{1,5}$/.test(value) ? Number(value) : undefined);
  const code: ErrorCode = `at/${family}-${number ?? 'other'}`;
  const says = row?.[1] ?? (value === '' ? 'no reason given' : value.slice(0, 60));
  return new TerminalError(code, `the modem answered: ${says}`, {
    context: { family, number, told: value.slice(0, 60) },
    retry: row?.[2] ?? 'retry',
  });
}
