/** Plays a day: step by step, and says how it went. */
import { readFile } from 'node:fs/promises';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import type { Shop } from '../shop/shop.js';
import { parseDay, type Step } from './language.js';
import { VERBS } from './verbs.js';

export interface DaySummary {
  readonly day: string;
  readonly ok: boolean;
  readonly steps: number;
  readonly seconds: number;
  readonly receipts: number;
  readonly texts: number;
  /** The step that failed, and why. */
  readonly failed?: { readonly line: number; readonly step: string; readonly why: string };
}

/** `say` is told each step before it runs. */
export async function playDay(shop: Shop, file: string, say: (step: Step) => void): Promise<DaySummary> {
  const started = Date.now();
  const steps = parseDay(await readFile(file, 'utf8'));
  for (const { verb, line } of steps) {
    if (!VERBS[verb]) throw new TerminalError('sim/script', `line ${line}: there is no verb ${verb}`);
  }
  let done = 0;
  let failed: DaySummary['failed'];
  for (const step of steps) {
    say(step);
    try {
      await VERBS[step.verb]?.run(shop, step.words, { file });
      done += 1;
    } catch (error) {
      failed = { line: step.line, step: step.source, why: messageOf(error) };
      break;
    }
  }
  return {
    day: file,
    ok: failed === undefined,
    steps: done,
    seconds: Math.round((Date.now() - started) / 100) / 10,
    receipts: shop.printer.receipts().length,
    texts: shop.modem.network.sent().length,
    ...(failed && { failed }),
  };
}
