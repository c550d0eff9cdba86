/** E-mails: what waits, what went and what did not, and why. */

import { mailAddress } from '../../../protocol/mail/address.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { cells, EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext, Style } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { cancelMail, cancelNews, wishNews } from '../commands.js';
import { type Mail, type MailState, mailById, mailCount, mails } from '../queries.js';

const STYLES: Readonly<Partial<Record<MailState, Style>>> = {
  ...{
    sent: 'good',
    failed: 'warning',
    unknown: 'warning',
    expired: 'warning',
    queued: 'dim',
    cancelled: 'dim',
  },
};

export function createMailBox(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Mail>({
    name: 'mail.box',
    help: 'mail.box.help',
    ...(path === undefined ? {} : { path }),
    empty: app.mailer ? 'mail.box.empty' : 'mail.absent',
    page: (offset, limit) => ({ rows: mails(state, offset, limit), total: mailCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: ({ state: now, address, subject }, { t, size }) => [
      ...cells([
        [[span(t(`mail.state.${now}`), STYLES[now] ?? 'normal')], 8],
        [address, 18],
        [subject, Math.max(4, size.columns - 30)],
      ]),
    ],
    open: ({ id }, { nav }) => nav.push(createMailScreen(app, id)),
    key: ({ name }, _, context) => {
      if (name === '1') return go.news(context);
      return name === '2' ? context.nav.push(createWishForm(app)) : 'unused';
    },
    hints: ({ t }, mail) => [
      { key: '1', label: t('mail.write') },
      ...(mail ? [{ key: 'ok', label: t('ui.hint.open') } as const] : []),
      { key: '2', label: t('mail.wish') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function createMailScreen(app: App, id: string): Screen {
  let forget = (): void => undefined;
  const shown = (): Mail | undefined => mailById(app.kernel.state, id);

  async function takeBack({ nav, t }: ScreenContext): Promise<Outcome> {
    const news = shown()?.news ?? null;
    if (shown()?.state !== 'queued') return 'unused';
    if (!(await nav.confirm(t(news === null ? 'mail.cancel.sure' : 'mail.cancel.news')))) return undefined;
    await app.kernel.transact(STAFF, (state) =>
      news === null ? cancelMail(state, id) : cancelNews(state, news),
    );
    nav.notice(t('mail.cancelled'), 'good');
    return undefined;
  }

  return {
    name: 'mail.one',
    help: 'mail.one.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(nav.refresh);
    },
    closed: () => forget(),
    view: (context) => {
      const mail = shown();
      const back = { key: 'cancel', label: context.t('ui.hint.back') } as const;
      const cancel = { key: '3', label: context.t('mail.cancel') } as const;
      return {
        body: mail ? linesOf(mail, context) : [],
        hints: mail?.state === 'queued' ? [cancel, back] : [back],
      };
    },
    key: ({ name }, context) => (name === '3' ? takeBack(context) : 'unused'),
  };
}

function linesOf(mail: Mail, { t, format, size }: ScreenContext): Line[] {
  const { state, code, said } = mail;
  const why = code === null ? '' : t(`mail.why.${code}`);
  return [
    pair(
      [span(mail.address, 'strong')],
      [span(t(`mail.state.${state}`), STYLES[state] ?? 'normal')],
      size.columns,
    ),
    line(format.dateTime(mail.at), 'dim'),
    ...(why === '' ? [] : paragraph(why, size.columns, 'warning')),
    ...(said === null || said === '' || said === 'true' ? [] : paragraph(said, size.columns, 'dim')),
    EMPTY,
    ...paragraph(mail.subject, size.columns, 'title'),
    ...mail.body.split('\n').flatMap((row) => (row === '' ? [EMPTY] : paragraph(row, size.columns))),
  ];
}

/** Somebody says at the counter, on the telephone or by e-mail that they want news, or no more of them. */
function createWishForm(app: App): Screen {
  return createFormScreen({
    name: 'mail.wish',
    help: 'mail.wish.help',
    fields: {
      address: {
        kind: 'text',
        label: 'customers.email',
        required: true,
        latin: true,
        check: (text) => (mailAddress(text) === null ? 'error.command/email-wrong' : undefined),
      },
      wanted: {
        kind: 'choice',
        label: 'mail.wish.what',
        choices: [
          { value: false, label: 'mail.wish.no' },
          { value: true, label: 'mail.wish.yes' },
        ],
      },
      words: { kind: 'text', label: 'mail.wish.words' },
    },
    async submit({ address, wanted, words }, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => wishNews(state, address, wanted === true, words));
      nav.notice(t(wanted === true ? 'mail.wish.agreed' : 'mail.wish.refused'), 'good');
      nav.pop();
    },
  });
}
