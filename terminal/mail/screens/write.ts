/** Writing news to many, or a mail to one customer. */
import type { App } from '../../app.js';
import { type Filter, levelNames } from '../../audience/index.js';
import { type Customer, customerByNo } from '../../customers/index.js';
import { fillTemplate, templateOf } from '../../messaging/index.js';
import { shopOf } from '../../shop/index.js';
import { STAFF } from '../../staff.js';
import { line, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { sendMail, startNews } from '../commands.js';
import { SUBJECT_LENGTH_MAX, TEXT_LENGTH_MAX } from '../gate.js';
import { type NewsPreview, previewNews } from '../preview.js';

/** Template of the shop's own news, as texts and calls begin with it. */
const TEMPLATE = 'news';

interface Writing {
  readonly own: string;
  readonly subject: string;
  readonly text: string;
  readonly filter: Filter;
}

const any = { value: '', label: 'campaigns.any' };

/** `own`: the shop's address. */
export function createNewsForm(app: App, own: string, begun?: Writing): Screen {
  const { state } = app.kernel;
  return createFormScreen({
    name: 'mail.news',
    help: 'mail.news.help',
    fields: {
      subject: {
        kind: 'text',
        label: 'mail.subject',
        required: true,
        limit: SUBJECT_LENGTH_MAX,
        initial: begun?.subject ?? '',
      },
      level: {
        kind: 'choice',
        label: 'campaigns.level',
        choices: [any, ...levelNames(state, app.clock.now()).map((value) => ({ value, label: value }))],
        initial: begun?.filter.levels?.[0] ?? '',
      },
      tag: { kind: 'text', label: 'campaigns.tag', initial: begun?.filter.tags?.join(' ') ?? '' },
    },
    submit({ subject, level, tag }, { nav }) {
      const tags = tag.split(/[\s,，、]+/).filter((word) => word !== '');
      const filter = { ...(level !== '' && { levels: [level] }), ...(tags.length > 0 && { tags }) };
      const text = begun?.text ?? wordsToBegin(app);
      nav.replace(createNewsWords(app, { own, subject, text, filter }));
    },
  });
}

function wordsToBegin({ kernel: { state } }: App): string {
  return fillTemplate(templateOf(state, TEMPLATE).text, { 店名: shopOf(state).name });
}

function createNewsWords(app: App, writing: Writing): Screen {
  return createTextScreen({
    name: 'mail.news',
    help: 'mail.words.help',
    initial: writing.text,
    limit: TEXT_LENGTH_MAX,
    above: () => [line(writing.subject, 'dim')],
    done: async (text, context) => {
      const written = { ...writing, text };
      const seen = await look(app, written, context);
      context.nav.replace(createNewsPreview(app, written, seen));
    },
  });
}

function look(
  app: App,
  { own, subject, text, filter }: Writing,
  { nav, t }: ScreenContext,
): Promise<NewsPreview> {
  const plan = { own, subject, text, filter, now: app.clock.now(), zone: app.timezone };
  const breathe = () => new Promise<void>((done) => void app.clock.after(1, done));
  return nav.progress(t('campaigns.counting'), () => previewNews(app.kernel.state, plan, breathe));
}

function createNewsPreview(app: App, writing: Writing, seen: NewsPreview): Screen {
  async function begin({ nav, t }: ScreenContext): Promise<void> {
    const { recipients } = seen;
    if (recipients > 0 && !(await nav.confirm(t('mail.start.sure', { recipients })))) return;
    const { subject, text, filter } = writing;
    const wanted = { news: app.kernel.ids.next(), subject, text, filter, recipients };
    await app.kernel.transact(STAFF, (state) => startNews(state, wanted));
    nav.notice(t('mail.started'), 'good');
    nav.pop();
  }

  return {
    name: 'mail.preview',
    help: 'mail.preview.help',
    view: (context) => ({
      body: previewLines(seen, context),
      hints: [
        { key: 'ok', label: context.t('campaigns.start') },
        { key: '2', label: context.t('campaigns.edit-text') },
        { key: '3', label: context.t('campaigns.edit-audience') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key({ name }, context) {
      if (name === 'ok') return begin(context);
      if (name === '2') return context.nav.replace(createNewsWords(app, writing));
      if (name === '3') return context.nav.replace(createNewsForm(app, writing.own, writing));
      return 'unused';
    },
  };
}

function previewLines(
  { recipients, left, finishAt, sample }: NewsPreview,
  { t, format, size }: ScreenContext,
): Line[] {
  const count = [...left.values()].reduce((sum, n) => sum + n, 0);
  const whys = [...left].map(([why, n]) => `${t(`mail.why.${why}`)} ${n}`).join(' · ');
  const gets = t('mail.preview.gets', { recipients });
  return [
    ...(recipients === 0
      ? paragraph(t('campaigns.preview.nobody'), size.columns, 'strong')
      : [
          pair([span(gets, 'strong')], t('mail.preview.by', { at: format.dateTime(finishAt) }), size.columns),
        ]),
    ...(count === 0
      ? []
      : paragraph(`${t('campaigns.preview.left', { count })}  ${whys}`, size.columns, 'warning')),
    ...(sample
      ? [
          ...paragraph(sample.subject, size.columns, 'title'),
          ...sample.body
            .split('\n')
            .filter((row) => row !== '')
            .flatMap((row) => paragraph(row, size.columns, 'dim')),
        ]
      : []),
  ];
}

/** To one customer who asked: the subject first, then the words. */
export function createMailForm(app: App, own: string, customerNo: number): Screen {
  const customer = customerByNo(app.kernel.state, customerNo);
  return createFormScreen({
    name: 'mail.one-to',
    help: 'mail.one-to.help',
    fields: {
      subject: { kind: 'text', label: 'mail.subject', required: true, limit: SUBJECT_LENGTH_MAX },
    },
    submit({ subject }, { nav }) {
      if (customer) nav.replace(createMailWords(app, own, customer, subject));
    },
  });
}

function createMailWords(app: App, own: string, customer: Customer, subject: string): Screen {
  return createTextScreen({
    name: 'mail.one-to',
    help: 'mail.words.help',
    initial: wordsToBegin(app),
    limit: TEXT_LENGTH_MAX,
    above: () => [
      [span(customer.name, 'strong'), span(` ${customer.email === '' ? '—' : customer.email}`, 'dim')],
    ],
    async done(text, { nav, t }) {
      const wanted = {
        ...{ id: app.kernel.ids.next(), customer: customer.id, subject, text, own },
        ...{ purpose: 'service' as const, now: app.clock.now() },
      };
      await app.kernel.transact(STAFF, (state) => sendMail(state, wanted));
      nav.notice(t('mail.queued'), 'good');
      nav.pop();
    },
  });
}
