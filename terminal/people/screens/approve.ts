/** Somebody wants more than they may: who may gives a PIN and a reason, or it is not done. */
import type { App } from '../../app.js';
import { line } from '../../ui/lines.js';
import type { Nav, Screen, Translate } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import type { Grant, WantedGrant } from '../door.js';
import { activeEmployees, type Employee, rightsOf, waitFor } from '../queries.js';
import type { Right } from '../rights.js';
import { waitLine } from './words.js';

const REASONS = ['customer', 'goods', 'mistake', 'other'] as const;

/** Asks on the screen; undefined when nobody gives it. */
export async function askForGrant(
  app: App,
  nav: Nav,
  t: Translate,
  { rights }: WantedGrant,
): Promise<Grant | undefined> {
  const right = rights.map((one) => t(`right.${one}`)).join(' ');
  const givers = activeEmployees(app.kernel.state).filter((one) => mayGive(app, one, rights));
  if (givers.length === 0) {
    await nav.message({ text: t('people.approve.nobody', { right }), style: 'warning' });
    return undefined;
  }
  const giver = await nav.choose(
    t('people.approve.who', { right }),
    givers.map((value) => ({ label: value.name, value })),
  );
  return giver && nav.ask<Grant>((finish) => createGrantForm(app, giver, right, finish));
}

function mayGive(app: App, employee: Employee, rights: readonly Right[]): boolean {
  const own = rightsOf(app.kernel.state, employee);
  return own.includes('people.approve') && rights.every((right) => own.includes(right));
}

function createGrantForm(
  app: App,
  giver: Employee,
  right: string,
  finish: (grant: Grant | undefined) => void,
): Screen {
  const form = createFormScreen({
    name: 'people.approve',
    help: 'people.approve.help',
    title: ({ t }) => line(`${t('people.approve')}: ${right}`, 'title'),
    fields: {
      pin: { kind: 'phone', label: 'people.pin', required: true, secret: true },
      reason: {
        kind: 'choice',
        label: 'people.approve.reason',
        choices: REASONS.map((value) => ({ value, label: `people.reason.${value}` })),
      },
      words: { kind: 'text', label: 'people.approve.words', limit: 40 },
    },
    below: (_, context) => [
      line(` ${giver.name}`, 'strong'),
      ...waitLine(waitFor(app.kernel.state, giver.id, context.clock.now()), context),
    ],
    async submit({ pin, reason, words }, { t }) {
      const answer = await app.door.prove(giver.id, pin);
      if (!answer.right) return { field: 'pin', text: t('people.pin.wrong') };
      finish({ by: giver.id, reason: words === '' ? t(`people.reason.${reason}`) : words });
      return undefined;
    },
  });
  return { ...form, leave: () => 'leave', closed: () => finish(undefined) };
}
