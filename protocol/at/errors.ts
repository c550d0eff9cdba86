/** The one place that turns +CME and +CMS error numbers or words into typed errors. */
import { type ErrorCode, TerminalError } from '../errors.js';
import { CME, CMS, type ErrorRow } from './error-tables.js';

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

function rowOf(family: ErrorFamily, told: string): ErrorRow | undefined {
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
