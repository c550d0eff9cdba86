/** What came in, what went out, and the templates. */
import type { App } from '../../app.js';
import type { EventOf } from '../../kernel/capability.js';
import { STAFF } from '../../staff.js';
import { cells, paragraph, span } from '../../ui/lines.js';
import type { Screen, ScreenContext, Style, Translate } from '../../ui/types.js';
import { createListScreen, type ListOptions } from '../../ui/widgets/list.js';
import { createMenuScreen, type MenuItem } from '../../ui/widgets/menu.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import type { MessagingEvents } from '../events.js';
import { BODY_LENGTH_MAX } from '../gate.js';
import { cancelText, resendText } from '../outgoing.js';
import {
  type InboxText,
  inbox,
  inboxCount,
  type OutboxText,
  outbox,
  outboxCount,
  quarantineCount,
  type TextState,
  unreadCount,
  unsentTexts,
} from '../queries.js';
import { bodyShown, senderShown } from '../shown.js';
import { namesFor } from '../template-list.js';
import { templateName } from '../template-names.js';
import { saveTemplate, type Template, templates } from '../templates.js';
import { createConsentForm, createRiskyScreen, createTextSettings } from './settings.js';
import { createStrangeList } from './strange.js';

/** `more`: what capabilities above this one add: campaigns, care. `last`: what stands below everything about texts. */
export function createTextsMenu(
  app: App,
  path?: string,
  more: readonly MenuItem[] = [],
  last: readonly MenuItem[] = [],
): Screen {
  const { state } = app.kernel;
  return createMenuScreen({
    name: 'messaging.menu',
    help: 'messaging.menu.help',
    ...(path === undefined ? {} : { path }),
    items: [
      {
        label: 'messaging.inbox',
        note: ({ t }) => countNote(unreadCount(state), (count) => t('messaging.inbox.unread', { count })),
        open: (nav, child) => nav.push(createInbox(app, child)),
      },
      {
        label: 'messaging.outbox',
        note: ({ t }) => countNote(unsentTexts(state), (count) => t('messaging.outbox.waiting', { count })),
        open: (nav, child) => nav.push(createOutbox(app, child)),
      },
      { label: 'messaging.templates', open: (nav, child) => nav.push(createTemplates(app, child)) },
      ...more,
      { label: 'messaging.consent', open: (nav, child) => nav.push(createConsentForm(app, child)) },
      { label: 'messaging.settings', open: (nav, child) => nav.push(createTextSettings(app, child)) },
      { label: 'messaging.risky', open: (nav, child) => nav.push(createRiskyScreen(app, child)) },
      ...last,
    ],
  });
}

function countNote(count: number, words: (count: number) => string): string | undefined {
  return count === 0 ? undefined : words(count);
}

function createInbox(app: App, path: string): Screen {
  const { state } = app.kernel;

  async function read(text: InboxText, context: ScreenContext): Promise<void> {
    const { nav, t, format } = context;
    const mark = text.partial === 1 ? t('messaging.partial') : '';
    const title = `${senderOf(text, context)}  ${format.dateTime(text.at)}`;
    await nav.message({ title, text: mark + bodyShown(text.body, t) });
    if (text.read === 1) return;
    const event: EventOf<MessagingEvents> = { type: 'messaging.read', v: 1, text: text.id };
    await app.kernel.transact(STAFF, () => ({ events: [event], result: undefined }));
  }

  return createListScreen<InboxText>({
    name: 'messaging.inbox',
    help: 'messaging.inbox.help',
    path,
    empty: 'messaging.inbox.empty',
    page: (offset, limit) => ({ rows: inbox(state, offset, limit), total: inboxCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (text, context) => [
      span(text.read === 1 ? '  ' : '● ', 'warning'),
      ...cells([
        [senderOf(text, context), 14],
        [bodyShown(text.body, context.t), Math.max(4, context.size.columns - 20)],
      ]),
    ],
    open: read,
    ...(quarantineCount(state) > 0 && waysToStrange(app)),
  });
}

/** Only where there is something: a list with keys of its own has no digits before its rows. */
function waysToStrange(app: App): Pick<ListOptions<InboxText>, 'key' | 'hints'> {
  return {
    key: ({ name }, _, { nav }) => (name === '2' ? nav.push(createStrangeList(app)) : 'unused'),
    hints: ({ t, profile }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('messaging.strange') },
      ...(profile.letters ? [] : [{ key: '*', label: t('ui.hint.page') } as const]),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  };
}

function senderOf(text: InboxText, { t, format }: Pick<ScreenContext, 't' | 'format'>): string {
  return text.key === '' ? senderShown(text.sender, t) : format.phone(text.key);
}

const STATE_STYLES: Readonly<Record<TextState, Style>> = {
  queued: 'normal',
  sending: 'normal',
  sent: 'good',
  delivered: 'good',
  failed: 'warning',
  unknown: 'warning',
  expired: 'dim',
  cancelled: 'dim',
};

function createOutbox(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<OutboxText>({
    name: 'messaging.outbox',
    help: 'messaging.outbox.help',
    path,
    empty: 'messaging.outbox.empty',
    page: (offset, limit) => ({ rows: outbox(state, offset, limit), total: outboxCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (text, { t, format, size }) => [
      ...cells([
        [format.phone(text.key), 14],
        [[span(t(`messaging.state.${text.state}`), STATE_STYLES[text.state])], 9],
        [text.body, Math.max(4, size.columns - 28)],
      ]),
    ],
    open: (text, context) => showOut(app, text, context),
  });
}

/** What became of it; one that waits can be taken back, one that failed can go once more. */
async function showOut(app: App, text: OutboxText, { nav, t, format }: ScreenContext): Promise<void> {
  const why = text.code === null ? '' : `\n(${whyWords(text.code, t)})`;
  const shown = {
    title: `${format.phone(text.key)}  ${t(`messaging.state.${text.state}`)}`,
    text: `${text.body}${why}`,
  };
  if (text.state === 'queued') {
    const question = { ...shown, text: `${shown.text}\n${t('messaging.outbox.take-back')}` };
    if (await nav.confirm(question)) await app.kernel.transact(STAFF, (state) => cancelText(state, text.id));
  } else if (text.purpose !== 'otp' && (text.state === 'failed' || text.state === 'expired')) {
    const question = { ...shown, text: `${shown.text}\n${t('messaging.outbox.again')}` };
    if (!(await nav.confirm(question))) return;
    const [id, now] = [app.kernel.ids.next(), app.clock.now()];
    await app.kernel.transact(STAFF, (state) => resendText(state, text.id, id, now));
    nav.notice(t('messaging.queued'), 'good');
  } else await nav.message(shown);
}

/** A code that has no words of its own is what somebody asked for help will want to hear. */
function whyWords(code: string, t: Translate): string {
  const key = `messaging.why.${code}`;
  const words = t(key);
  return words === key ? t('messaging.why.other', { code }) : words;
}

function createTemplates(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Template>({
    name: 'messaging.templates',
    help: 'messaging.templates.help',
    path,
    page: (offset, limit) => {
      const all = templates(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    row: (template, { size, t }) =>
      cells([
        [templateName(template.key, t), 14],
        [template.text, Math.max(4, size.columns - 18)],
      ]),
    open: (template, { nav }) => nav.push(createTemplateEditor(app, template)),
  });
}

/** A template is checked when it is kept: what it names must be known. */
function createTemplateEditor(app: App, template: Template): Screen {
  return createTextScreen({
    name: 'messaging.template',
    help: 'messaging.template.help',
    initial: template.text,
    limit: BODY_LENGTH_MAX,
    above: ({ t, size }) =>
      paragraph(
        [templateName(template.key, t), ...namesFor(template.key).map((name) => `{${name}}`)].join(' '),
        size.columns,
        'dim',
      ),
    async done(text, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => saveTemplate(state, { ...template, text }));
      nav.notice(t('messaging.template.kept'), 'good');
      nav.pop();
    },
  });
}
