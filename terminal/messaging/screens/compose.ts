/** A text to one person, the template filled in; one key sends it. */
import { countParts } from '../../../protocol/sms/index.js';
import type { App } from '../../app.js';
import type { Addressee } from '../../go.js';
import { shopOf } from '../../shop/index.js';
import { STAFF } from '../../staff.js';
import { rule, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { BODY_LENGTH_MAX, bodyOf } from '../gate.js';
import { sendText } from '../outgoing.js';
import { fillTemplate, type TemplateValues, templateOf } from '../templates.js';

/** Who it is, and what the template's variables mean for them. */
export interface Recipient {
  readonly name: string;
  readonly values: TemplateValues;
}

export function createComposeScreen(app: App, to: Addressee, recipient: Recipient): Screen {
  const { state } = app.kernel;
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
    initial: fillTemplate(template.text, recipient.values),
    limit: BODY_LENGTH_MAX,
    above: ({ t, format: shown, size }) => [
      [span(`${t('messaging.to')} `, 'dim'), span(shown.phone(to.key), 'strong'), span(` ${recipient.name}`)],
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
