/** Plays a day: step by step, and says how it went. */
import { messageOf, TerminalError } from '../../protocol/errors.js';
import type { Shop } from '../shop/shop.js';
import { type OfficeBooks, officeBooks } from './books.js';
import { parseDay, type Step } from './language.js';
import { seededRandom } from './random.js';
import { type Place, VERBS } from './verbs.js';

export interface Day {
  /** Its path; files that it names lie beside it. */
  readonly file: string;
  readonly text: string;
  /** What is left to chance is the same for the same seed. */
  readonly seed: number;
}

export interface DaySummary {
  readonly day: string;
  readonly ok: boolean;
  readonly seed: number;
  /** Steps that did what they should. */
  readonly steps: number;
  readonly seconds: number;
  /** Pieces of paper, reprints included. */
  readonly receipts: number;
  readonly drawer: number;
  /** Texts that the phone network took. */
  readonly texts: number;
  readonly office: OfficeBooks;
  /** The step that failed, and why. */
  readonly failed?: { readonly line: number; readonly step: string; readonly why: string };
}

/** `say` is told each step before it runs, and what came of it. Throws `sim/script` for what is no day, before anything happens. */
export async function playDay(
  shop: Shop,
  day: Day,
  say: (step: Step, answer?: string) => void,
): Promise<DaySummary> {
  const started = performance.now();
  const steps = parseDay(day.text);
  for (const { verb, line } of steps) {
    if (!Object.hasOwn(VERBS, verb))
      throw new TerminalError('sim/script', `line ${line}: there is no verb ${verb}`);
  }
  const { done, failed } = await playSteps(
    shop,
    steps,
    { file: day.file, random: seededRandom(day.seed) },
    say,
  );
  return {
    day: day.file,
    ok: failed === undefined,
    seed: day.seed,
    steps: done,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    receipts: shop.printer.receipts().length,
    drawer: shop.printer.drawerKicks(),
    texts: shop.modem.network.sent().length,
    office: await officeBooks(shop),
    ...(failed && { failed }),
  };
}

async function playSteps(
  shop: Shop,
  steps: readonly Step[],
  place: Place,
  say: (step: Step, answer?: string) => void,
): Promise<{ done: number; failed?: DaySummary['failed'] }> {
  let done = 0;
  for (const step of steps) {
    say(step);
    try {
      const answer = await VERBS[step.verb]?.run(shop, step.words, place);
      if (answer !== undefined) say(step, answer);
      done += 1;
    } catch (error) {
      return { done, failed: { line: step.line, step: step.source, why: messageOf(error) } };
    }
  }
  return { done };
}
