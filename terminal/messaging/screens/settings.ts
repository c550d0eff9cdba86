/** What the shop asks of its texts, and who wants them. */
import { formatNumber, normalizeNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { consent, refuse } from '../consent.js';
import { policyOf } from '../policy.js';
import { riskyList, setRiskyList } from '../risky.js';
import { setPolicy } from '../settings.js';

const RISKY_LENGTH_MAX = 1_000;

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(2));
const checkTime = (text: string): string | undefined =>
  /^([01]\d|2[0-3])[0-5]\d$/.test(text) ? undefined : 'messaging.settings.time';

export function createTextSettings(app: App, path: string): Screen {
  const policy = policyOf(app.kernel.state);
  const number = (label: string, initial: number, max: number) =>
    ({ kind: 'number', label, initial, min: 1, max }) as const;
  return createFormScreen({
    name: 'messaging.settings',
    help: 'messaging.settings.help',
    path,
    fields: {
      from: {
        kind: 'phone',
        label: 'messaging.settings.from',
        initial: clockOf(policy.quietFrom),
        check: checkTime,
      },
      to: {
        kind: 'phone',
        label: 'messaging.settings.to',
        initial: clockOf(policy.quietTo),
        check: checkTime,
      },
      perMinute: number('messaging.settings.minute', policy.perMinute, 60),
      perHour: number('messaging.settings.hour', policy.perHour, 3000),
      perDay: number('messaging.settings.day', policy.perDay, 10_000),
      days: number('messaging.settings.cap', policy.marketingCap.days, 90),
      own: { kind: 'phone', label: 'messaging.settings.own', initial: formatNumber(policy.own) },
    },
    async submit({ from, to, own, ...figures }, { nav, t }) {
      const changed = {
        ...{
          quietFrom: minutesOf(from),
          quietTo: minutesOf(to),
          own: normalizeNumber(own).key ?? '',
        },
        marketingCap: { texts: 1, days: figures.days ?? policy.marketingCap.days },
      };
      await app.kernel.transact(STAFF, (state) => setPolicy(state, changed));
      nav.notice(t('messaging.settings.saved'), 'good');
      nav.pop();
    },
  });
}

/** The words that the preview of a campaign warns of, with spaces between them. */
export function createRiskyScreen(app: App, path: string): Screen {
  return createTextScreen({
    name: 'messaging.risky',
    help: 'messaging.risky.help',
    path,
    initial: riskyList(app.kernel.state).join(' '),
    limit: RISKY_LENGTH_MAX,
    async done(text, { nav, t }) {
      await app.kernel.transact(STAFF, () => setRiskyList(text));
      nav.notice(t('messaging.risky.kept'), 'good');
      nav.pop();
    },
  });
}

/** Somebody at the counter agrees to texts, or wants none. */
export function createConsentForm(app: App, path: string): Screen {
  return createFormScreen({
    name: 'messaging.consent',
    help: 'messaging.consent.help',
    path,
    fields: {
      phone: { kind: 'phone', label: 'messaging.consent.phone', required: true },
      wants: {
        kind: 'choice',
        label: 'messaging.consent.wants',
        choices: [
          { value: true, label: 'messaging.consent.yes' },
          { value: false, label: 'messaging.consent.no' },
        ],
      },
      evidence: { kind: 'text', label: 'messaging.consent.evidence', required: true },
    },
    async submit({ phone, wants, evidence }, { nav, t }) {
      const { key, kind } = normalizeNumber(phone);
      if (key === null || kind !== 'mobile')
        return { field: 'phone', text: t('error.command/number-not-mobile') };
      await app.kernel.transact(STAFF, (state) =>
        wants ? consent(state, { key, how: 'counter', evidence }) : refuse(state, key, evidence),
      );
      nav.notice(t(wants ? 'messaging.consent.kept' : 'messaging.consent.refused'), 'good');
      nav.pop();
      return undefined;
    },
  });
}
