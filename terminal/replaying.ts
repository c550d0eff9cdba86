/** What the console says before there is a screen, when a start has many commits to put into the tables. */
import type { Clock } from '../drivers/host/types.js';
import { homeTexts } from './home/texts.js';
import { createTranslate, type Locale } from './ui/catalogue.js';

/** A start that is quicker says nothing. */
const SAID_AFTER_MS = 1_000;

/** Takes the number of commits so far; says it in one line, which is written over each time. */
export function tellReplay(
  clock: Clock,
  locale: Locale,
  say: (text: string) => void,
): (replayed: number) => void {
  const start = clock.monotonic();
  const t = createTranslate(locale, [homeTexts]);
  return (replayed) => {
    if (clock.monotonic() - start < SAID_AFTER_MS) return;
    say(`\r${t('home.replaying', { count: replayed.toLocaleString('en') })}`);
  };
}
