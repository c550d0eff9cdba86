/** The shop's news have three ways to a customer: a text, an e-mail, a voice in the call. */
import type { App } from './app.js';
import { createNewsScreen } from './calls/screens/news.js';
import { createCampaignList } from './campaigns/screens/list.js';
import { writeCampaign } from './campaigns/screens/write.js';
import { customerByNo } from './customers/index.js';
import type { Go } from './go.js';
import { createMailForm, createNewsForm } from './mail/screens/write.js';
import { firstWords, pollById } from './poll/index.js';
import type { Nav, ScreenContext } from './ui/types.js';

/** Whom the news are for; many when left out. */
export interface NewsTo {
  /** Number key. */
  readonly key: string;
  readonly customerNo?: number;
}

export async function chooseNews(app: App, go: Go, context: ScreenContext, to?: NewsTo): Promise<void> {
  const { nav, t } = context;
  const ways = (['text', 'mail', 'read'] as const).map((value) => ({ value, label: t(`mail.how.${value}`) }));
  const way = await nav.choose(t('mail.how'), ways);
  if (way === 'text') byText(app, go, context, to);
  if (way === 'mail') await byMail(app, context, to);
  if (way === 'read') await byVoice(app, context, to);
}

/** A survey goes out as care: it may be refused, keeps the quiet hours, and nobody is asked twice. */
export function askByText(app: App, nav: Nav, survey: string): void {
  const poll = pollById(app.kernel.state, survey);
  if (!poll) return;
  const facts = { name: poll.title, purpose: 'care', text: firstWords(poll), filter: {}, survey } as const;
  writeCampaign(app, nav, { id: app.kernel.ids.next(), ...facts });
}

function byText(app: App, go: Go, { nav }: ScreenContext, to?: NewsTo): void {
  if (to && to.key !== '') go.compose(nav, { key: to.key, template: 'news', cause: 'staff' });
  else nav.push(createCampaignList(app, '1'));
}

async function byMail(app: App, { nav, t }: ScreenContext, to?: NewsTo): Promise<void> {
  const own = app.mailer?.from;
  if (own === undefined) return nav.message({ text: t('mail.absent'), style: 'warning' });
  const customer = to?.customerNo === undefined ? undefined : customerByNo(app.kernel.state, to.customerNo);
  if (customer && customer.email === '')
    return nav.message({ text: t('error.command/mail-address-missing'), style: 'warning' });
  nav.push(customer ? createMailForm(app, own, customer.no) : createNewsForm(app, own));
}

async function byVoice(app: App, { nav, t, format }: ScreenContext, to?: NewsTo): Promise<void> {
  const key = to?.key ?? app.desk.live().find(({ state }) => state === 'answered')?.key;
  if (key === undefined) return nav.message({ text: t('mail.no-call'), style: 'warning' });
  nav.push(createNewsScreen(app, key, format.amount));
}
