/** News read out in a call that is talked to, where the modem has a voice. */
import { isTerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import { fillTemplate, templateOf } from '../../messaging/index.js';
import { recipientOf } from '../../profile/index.js';
import { line } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';

/** A module says 1,200 characters at most; nobody listens that long. */
const NEWS_LENGTH_MAX = 500;
/** Errors of the driver that people can do something about: texts.ts says what. */
const HAS_WORDS: ReadonlySet<string> = new Set(['modem/no-call', 'modem/no-speech']);
/** Template of the shop's own: texts, templates. */
const TEMPLATE = 'news';

/** `key`: of the number that is talked to; empty when it is not known. */
export function createNewsScreen(app: App, key: string, amount: (fen: number) => string): Screen {
  const { state } = app.kernel;
  const { values } = recipientOf(state, key, amount);
  return createTextScreen({
    name: 'calls.news',
    help: 'calls.news.help',
    initial: fillTemplate(templateOf(state, TEMPLATE).text, values),
    limit: NEWS_LENGTH_MAX,
    above: ({ t }) => [line(t('calls.news.above'), 'dim')],
    done(text, { nav, t }) {
      if (text.trim() === '') return;
      nav.pop();
      nav.notice(t('calls.news.begun'));
      // It takes as long as it takes to read; the keys stay free meanwhile.
      app.devices.modem.say(text).then(
        () => nav.notice(t('calls.news.said'), 'good'),
        (error: unknown) => {
          const code = isTerminalError(error) ? error.code : '';
          const words = HAS_WORDS.has(code) ? t(`error.${code}`) : t('error.modem', { code });
          void nav.message({ text: words, style: 'warning' });
        },
      );
    },
  });
}
