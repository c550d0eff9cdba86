/** Writes a note about a customer, and asks whether and when somebody is to be reminded of it. */

import type { App } from '../../app.js';
import { digitsOf, momentOfDigits } from '../../appointments/index.js';
import { customerByNo } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { noteFollowup, WORDS_MAX } from '../commands.js';
import { LATER, type Later, momentLater } from '../when.js';

/** @param call the call that it came up in */
export function createFollowupWriter(app: App, customerNo: number, call?: string): Screen {
  const customer = customerByNo(app.kernel.state, customerNo);
  return createTextScreen({
    name: 'followups.write',
    help: 'followups.write.help',
    limit: WORDS_MAX,
    above: () => [line(customer?.name ?? '', 'title')],
    async done(words, context) {
      const { nav } = context;
      const save = async (due: number | undefined): Promise<void> => {
        const wanted = {
          id: app.kernel.ids.next(),
          customer: customer?.id ?? '',
          words,
          now: app.clock.now(),
        };
        await app.kernel.transact(STAFF, (state) =>
          noteFollowup(state, {
            ...wanted,
            ...(due !== undefined && { due }),
            ...(call !== undefined && { call }),
          }),
        );
        nav.notice(context.t(due === undefined ? 'followups.noted' : 'followups.reminding'), 'good');
        nav.pop();
      };
      if (words.trim() === '') return save(undefined);
      await chooseWhen(app, context, { none: () => save(undefined), at: save });
    },
  });
}

interface Chosen {
  /** Offered when given: no reminder. */
  readonly none?: () => Promise<void>;
  at(due: number): Promise<void>;
}

/** Asks when; a time of one's own is typed in a form of its own. */
export async function chooseWhen(app: App, { nav, t, format }: ScreenContext, chosen: Chosen): Promise<void> {
  const now = app.clock.now();
  const choices: { label: string; value: Later | 'none' | 'own'; note?: string }[] = LATER.map((later) => ({
    label: t(`followups.later.${later}`),
    value: later,
    note: format.dateTime(momentLater(later, now, app.timezone)),
  }));
  if (chosen.none) choices.unshift({ label: t('followups.later.none'), value: 'none' });
  choices.push({ label: t('followups.later.own'), value: 'own' });
  const later = await nav.choose(t('followups.when'), choices);
  if (later === undefined) return;
  if (later === 'none') return chosen.none?.();
  if (later === 'own') return nav.push(createOwnTime(app, chosen.at));
  return chosen.at(momentLater(later, now, app.timezone));
}

function createOwnTime(app: App, take: (due: number) => Promise<void>): Screen {
  const initial = digitsOf(app.clock.now(), app.timezone);
  return createFormScreen({
    name: 'followups.time',
    help: 'followups.time.help',
    fields: {
      day: { kind: 'number', label: 'followups.day', initial: initial.day, required: true },
      time: { kind: 'number', label: 'followups.time-of-day', initial: 1000, required: true },
    },
    async submit({ day, time }, { nav, t }) {
      const now = app.clock.now();
      const due = momentOfDigits(day, time, now, app.timezone);
      if (due === undefined || due <= now) return { field: 'day', text: t('followups.time-wrong') };
      nav.pop();
      await take(due);
      return undefined;
    },
  });
}
