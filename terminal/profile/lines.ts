/** The lines that say who a customer is, as much as fits: the same on a call, a tap and the customer's own screen. */
import { adviceWords } from '../advice/index.js';
import { pair, span } from '../ui/lines.js';
import type { Format, Line, Size, Translate } from '../ui/types.js';
import type { Profile } from './queries.js';

export interface ProfileLook {
  readonly t: Translate;
  readonly format: Format;
  readonly size: Size;
  /** Now, ms since 1970 UTC: dates of another year show it. */
  readonly now: number;
}

export function profileLines(profile: Profile, look: ProfileLook): Line[] {
  const { customer, phones } = profile;
  const { t, format, size } = look;
  const disabledMark = customer.disabled === '' ? [] : [span(` ${t('customers.disabled')}`, 'warning')];
  const lines: Line[] = [
    pair(
      [span(customer.name, 'strong'), ...disabledMark],
      [span(levelWords(profile, look), 'title')],
      size.columns,
    ),
    moneyLine(profile, look),
    ...depositLines(profile, look),
    ...adviceLines(profile, look),
    ...(phones[0] === undefined ? [] : [[span(phones.slice(0, 2).map(format.phone).join('  '))]]),
    ...purchaseLines(profile, look),
  ];
  if (profile.refused) lines.push([span(t('profile.refused'), 'warning')]);
  return lines;
}

/** `金卡 8折`, `gold -20%`. */
function levelWords({ level: { name, pays } }: Profile, { t, format }: ProfileLook): string {
  if (name === '') return t('profile.no-level');
  return pays === 100 ? name : `${name} ${format.discount(pays)}`;
}

/** On a small screen the two most urgent. */
function adviceLines({ advice }: Profile, { t, format, size }: ProfileLook): Line[] {
  return advice
    .slice(0, size.rows >= 14 ? 5 : 2)
    .map((one) => [
      span(`> ${adviceWords(one, t, format)}`, one.kind === 'complaint' ? 'warning' : 'strong'),
    ]);
}

function moneyLine({ balances }: Profile, { t, format, size }: ProfileLook): Line {
  const { points, principal, bonus } = balances;
  const left = [span(`${t('profile.points')} `), span(format.count(points), 'strong')];
  const gift =
    bonus > 0 && size.columns >= 60 ? [span(` (${t('profile.bonus')} ${format.money(bonus)})`, 'dim')] : [];
  const right = [span(`${t('profile.balance')} `), span(format.money(principal + bonus), 'money'), ...gift];
  return pair(left, right, size.columns);
}

function depositLines({ deposit }: Profile, { t, format }: ProfileLook): Line[] {
  if (deposit === 0) return [];
  return [[span(`${t('profile.deposit')} `), span(format.money(deposit), 'money')]];
}

function purchaseLines({ purchases }: Profile, { t, format, size, now }: ProfileLook): Line[] {
  const shown = purchases.slice(0, size.rows >= 14 ? 5 : 2);
  if (shown.length === 0) return [[span(t('profile.no-visits'), 'dim')]];
  return shown.map(({ at, amount, items }, index) => [
    span(index === 0 ? `${t('profile.last-visit')} ` : ' '.repeat(5), 'dim'),
    span(`${format.date(at, now)} `),
    span(format.money(amount), 'money'),
    span(items === '' ? '' : ` ${items}`),
  ]);
}
