/** A text to one person, the template filled in; one key sends it. */
import { countParts } from '../../../protocol/sms/index.js';
import type { App } from '../../app.js';
import type { Addressee } from '../../go.js';
import { type Profile, profilesByPhone } from '../../profile/index.js';
import { type Shop, shopOf } from '../../shop/index.js';
import { STAFF } from '../../staff.js';
import { rule, span } from '../../ui/lines.js';
import type { Format, Screen, ScreenContext } from '../../ui/types.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { BODY_LENGTH_MAX, bodyOf } from '../gate.js';
import { sendText } from '../outgoing.js';
import { fillTemplate, type TemplateValues, templateOf } from '../templates.js';

export function createComposeScreen(app: App, format: Format, to: Addressee): Screen {
  const { state } = app.kernel;
  const profile = profilesByPhone(state, to.key)[0];
  const shop = shopOf(state);
  const template = templateOf(state, to.template);

  async function send(text: string, { nav, t }: ScreenContext): Promise<void> {
    const { key, cause } = to;
    const wanted = {
      id: app.kernel.ids.next(),
      key,
      text,
      purpose: template.purpose,
      cause,
      now: app.clock.now(),
    };
    await app.kernel.transact(STAFF, (current) => sendText(current, wanted));
    nav.notice(t('messaging.queued'), 'good');
    nav.pop();
  }

  return createTextScreen({
    name: 'messaging.compose',
    help: 'messaging.compose.help',
    initial: fillTemplate(template.text, valuesFor(profile, shop, format)),
    limit: BODY_LENGTH_MAX,
    above: ({ t, format: shown, size }) => [
      [
        span(`${t('messaging.to')} `, 'dim'),
        span(shown.phone(to.key), 'strong'),
        span(profile ? ` ${profile.customer.name}` : ''),
      ],
      rule(size.columns),
    ],
    counter: (text, { t }) => {
      const body = bodyOf(text, template.purpose, shop.signature);
      return t('messaging.counter', { length: [...body].length, parts: countParts(body).parts });
    },
    done: send,
    hints: ({ t, profile: keypad }) => [
      { key: 'ok', label: t('messaging.send') },
      ...(keypad.letters ? [] : [{ key: '*', label: t('ui.hint.mode') } as const]),
      { key: 'delete', label: t('ui.hint.erase') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function valuesFor(profile: Profile | undefined, shop: Shop, format: Format): TemplateValues {
  if (!profile) return { 店名: shop.name };
  const { points, principal, bonus } = profile.balances;
  return {
    称呼: profile.customer.name,
    积分: String(points),
    余额: format.amount(principal + bonus),
    店名: shop.name,
  };
}
