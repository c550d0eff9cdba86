/** One customer: facts, money, visits, and what can be done for them. */
import type { Tap } from '../../../drivers/reader/types.js';
import type { App } from '../../app.js';
import { issueCard } from '../../cards/index.js';
import type { Go } from '../../go.js';
import { line, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { profileLines } from '../lines.js';
import { type Profile, profileOf } from '../queries.js';

const CUSTOMER = 'profile.card';

export function createCustomerCard(app: App, go: Go, no: number): Screen {
  let profile = profileOf(app.kernel.state, no);
  let waiting: (() => void) | undefined;

  function reload(): void {
    profile = profileOf(app.kernel.state, no);
  }

  function endWaiting(): void {
    waiting?.();
    waiting = undefined;
  }

  async function issue(tap: Tap, { nav, t }: ScreenContext): Promise<void> {
    endWaiting();
    if (!profile) return;
    const { id } = profile.customer;
    try {
      await app.kernel.transact({ actor: 'staff', origin: 'reader' }, (state) => issueCard(state, tap, id));
      reload();
      nav.notice(t('profile.issued'), 'good');
    } catch (error) {
      await nav.failed(error);
    }
  }

  function waitForCard(context: ScreenContext): void {
    endWaiting();
    waiting = app.taps.claim(CUSTOMER, (tap) => void issue(tap, context));
  }

  return {
    name: CUSTOMER,
    help: 'profile.card.help',
    enter: reload,
    closed: endWaiting,
    view: (context) => ({
      body: bodyOf(profile, waiting !== undefined, context),
      hints: [
        { key: '1', label: context.t('profile.sale') },
        { key: '2', label: context.t('profile.text') },
        { key: '3', label: context.t('profile.edit') },
        { key: '4', label: context.t('profile.issue') },
        { key: '5', label: context.t('profile.money') },
        { key: '6', label: context.t('timeline.list') },
        { key: '7', label: context.t('followups.list') },
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
          return waitForCard(context);
        case '5':
          return go.account(context.nav, no);
        case '6':
          return go.timeline(context.nav, no);
        case '7':
          return go.notes(context.nav, no);
        case '9':
          return go.book(context.nav, phone ?? '');
        case '0':
          return go.openCase(context.nav, phone ?? '');
        case 'cancel':
          if (!waiting) return 'unused';
          return endWaiting();
        default:
          return 'unused';
      }
    },
  };
}

function bodyOf(profile: Profile | undefined, waiting: boolean, context: ScreenContext): Line[] {
  const { t, format, size, clock } = context;
  if (!profile) return [line(t('error.command/customer-unknown'), 'warning')];
  const lines = profileLines(profile, { t, format, size, now: clock.now() });
  if (profile.cards.length > 0)
    lines.push([span(t('profile.cards', { count: profile.cards.length }), 'dim')]);
  if (waiting) lines.push(line(t('profile.lay-card'), 'marked'));
  return lines;
}
