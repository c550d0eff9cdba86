/** Rules that are set to begin later, so that nobody forgets them. */
import type { Clock } from '../../../drivers/host/types.js';
import type { Reader } from '../../kernel/database.js';
import { line } from '../../ui/lines.js';
import type { Line, ScreenContext } from '../../ui/types.js';
import { programsAfter } from '../queries.js';

export function pendingLine(state: Reader, clock: Pick<Clock, 'now'>, { t, format }: ScreenContext): Line[] {
  const now = clock.now();
  const [next] = programsAfter(state, now);
  return next === undefined
    ? []
    : [line(t('loyalty.rules.pending', { day: format.date(next.from, now) }), 'warning')];
}
