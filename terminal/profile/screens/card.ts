/** One customer: facts, money, visits, and what can be done for them. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { line, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { profileLines } from '../lines.js';
import { type Profile, profileOf } from '../queries.js';

const CUSTOMER = 'profile.card';

export function createCustomerCard(app: App, go: Go, no: number): Screen {
  const read = (): Profile | undefined =>
    profileOf(app.kernel.state, no, { now: app.clock.now(), zone: app.timezone });
  let profile = read();

  function reload(): void {
    profile = read();
  }

  return {
    name: CUSTOMER,
    help: 'profile.card.help',
    enter: reload,
    view: (context) => ({
      body: bodyOf(profile, context),
      hints: [
        { key: '1', label: context.t('profile.sale') },
        { key: '2', label: context.t('profile.text') },
        { key: '3', label: context.t('profile.edit') },
        { key: '4', label: context.t('profile.issue') },
        { key: '5', label: context.t('profile.money') },
        { key: '6', label: context.t('timeline.list') },
        { key: '7', label: context.t('followups.list') },
        { key: '8', label: context.t('insight.one'), more: true },
        { key: '9', label: context.t('appointments.new'), more: true },
        { key: '0', label: context.t('cases.new'), more: true },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key(key, context) {
      const phone = profile?.phones[0];
      switch (key.name) {
        case '1':
          return go.sale(context.nav, no);
        case '2':
          return phone === undefined
            ? 'unused'
            : go.compose(context.nav, { key: phone, template: '', cause: 'staff' });
        case '3':
          return go.change(context.nav, no);
        case '4':
          return go.cards(context.nav, no);
        case '5':
          return go.account(context.nav, no);
        case '6':
          return go.timeline(context.nav, no);
        case '7':
          return go.notes(context.nav, no);
        case '8':
          return go.worth(context.nav, no);
        case '9':
          return go.book(context.nav, phone ?? '');
        case '0':
          return go.openCase(context.nav, phone ?? '');
        default:
          return 'unused';
      }
    },
  };
}

function bodyOf(profile: Profile | undefined, context: ScreenContext): Line[] {
  const { t, format, size, clock } = context;
  if (!profile) return [line(t('error.command/customer-unknown'), 'warning')];
  const lines = profileLines(profile, { t, format, size, now: clock.now() });
  const valid = profile.cards.filter(({ state }) => state === 'valid').length;
  const lost = profile.cards.filter(({ state }) => state === 'lost').length;
  if (valid + lost > 0)
    lines.push([
      span(t('profile.cards', { count: valid }), 'dim'),
      span(lost > 0 ? `  ${t('profile.cards-lost', { count: lost })}` : '', 'warning'),
    ]);
  return lines;
}
