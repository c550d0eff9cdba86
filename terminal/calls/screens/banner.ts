/** The row that tells of calls while somebody types: who it is, and the key that shows the card. */
import type { App } from '../../app.js';
import { maskName } from '../../customers/index.js';
import { profilesByPhone } from '../../profile/index.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Format, Line, Profile, Translate } from '../../ui/types.js';
import type { LiveCall } from '../desk.js';
import { callerNumber } from './words.js';

export interface BannerLook {
  readonly t: Translate;
  readonly format: Format;
  readonly profile: Profile;
  /** Nobody is logged in: only that somebody calls is told, and half of who. */
  readonly isLocked: () => boolean;
}

export function callBanner(
  app: App,
  calls: readonly LiveCall[],
  { t, format, profile, isLocked }: BannerLook,
): Line | undefined {
  const call = calls.find(({ state, direction }) => state === 'ringing' && direction === 'in') ?? calls[0];
  if (!call) return undefined;
  const known = profilesByPhone(app.kernel.state, call.key)[0];
  const wide = profile.columns >= 80;
  const facts =
    known && wide && !isLocked()
      ? ` ${known.level.name} ${t('profile.points')} ${format.count(known.balances.points)} ${t('profile.balance')} ${format.money(known.balances.principal + known.balances.bonus)}`
      : '';
  const full = known?.customer.name;
  const name =
    (isLocked() && full ? maskName(full) : full) ??
    (call.key === '' ? '' : t(wide ? 'calls.unknown' : 'calls.stranger'));
  const left = [
    span('☎ ', 'title'),
    span(`${callerNumber(call, t, format)} `),
    span(name, 'strong'),
    span(facts),
  ];
  const more = calls.length > 1 ? `+${calls.length - 1} ` : '';
  const press = isLocked() ? '' : t('calls.banner.press');
  return pair(left, [span(`${more}${press}`, 'key')], profile.columns);
}

/** After an answered call whose card was put away. */
export function owedBanner(key: string, { t, format, profile }: BannerLook): Line {
  return pair(
    line(`☎ ${format.phone(key)} ${t('calls.ended')}`),
    [span(t('calls.banner.text'), 'key')],
    profile.columns,
  );
}
