/** All campaigns, and how far one is. */
import type { App } from '../../app.js';
import type { Reader } from '../../kernel/database.js';
import type { Decision } from '../../kernel/kernel.js';
import { STAFF } from '../../staff.js';
import { bar, cells, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Format, Hint, Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { cancel, mayBeCancelled, mayBeRetried, pause, RETRY_MAX, resume, retryFailed } from '../commands.js';
import type { CampaignFacts } from '../events.js';
import { doneAt } from '../expecting.js';
import {
  type Campaign,
  campaignById,
  campaignCount,
  campaigns,
  failedRecipients,
  progressOf,
} from '../queries.js';
import { createAudienceList } from './audiences.js';
import { writeCampaign } from './write.js';

/** What a person did not do. */
const STOPS: readonly string[] = ['failures', 'late', 'missed'];

export function createCampaignList(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Campaign>({
    name: 'campaigns.list',
    help: 'campaigns.list.help',
    path,
    empty: 'campaigns.list.empty',
    page: (offset, limit) => ({ rows: campaigns(state, offset, limit), total: campaignCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (campaign, { t, format, size, clock }) =>
      cells([
        [t(`campaigns.state.${campaign.state}`), 9],
        [whenOf(campaign, format, clock.now()), 11],
        [campaign.name, Math.max(4, size.columns - 24)],
      ]),
    open: (campaign, { nav }) =>
      campaign.state === 'draft'
        ? writeCampaign(app, nav, campaign)
        : nav.push(createProgress(app, campaign.id)),
    key: ({ name }, campaign, context) => {
      if (name === '1') return writeCampaign(app, context.nav);
      if (name === '4' && campaign?.state === 'draft') return deleteDraft(app, campaign, context);
      return name === '2' ? context.nav.push(createAudienceList(app)) : 'unused';
    },
    hints: ({ t }, campaign) => [
      { key: '1', label: t('campaigns.new') },
      ...(campaign ? [{ key: 'ok', label: t('ui.hint.open') } as const] : []),
      ...(campaign?.state === 'draft' ? [{ key: '4', label: t('campaigns.delete') } as const] : []),
      { key: '2', label: t('campaigns.audiences') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** The hour, or for one of another year its day. */
function whenOf({ startAt, at }: Campaign, format: Format, now: number): string {
  const when = startAt ?? at;
  return format.date(when) === format.date(when, now) ? format.dateTime(when) : format.date(when, now);
}

async function deleteDraft(app: App, { id, name }: Campaign, { nav, t }: ScreenContext): Promise<void> {
  if (!(await nav.confirm(t('campaigns.delete.sure', { name })))) return;
  await app.kernel.transact(STAFF, (current) => cancel(current, id));
  nav.notice(t('campaigns.deleted'), 'good');
}

function createProgress(app: App, id: string): Screen {
  const { state } = app.kernel;
  let forget = (): void => undefined;
  const now = (): Campaign | undefined => campaignById(state, id);

  const run = (decide: (current: Reader) => Decision<unknown>) => app.kernel.transact(STAFF, decide);

  async function key(name: string, { nav, t }: ScreenContext): Promise<Outcome> {
    const campaign = now();
    if (name === '1' && campaign?.state === 'running') await run((current) => pause(current, id, 'staff'));
    else if (name === '1' && campaign?.state === 'paused') await run((current) => resume(current, id));
    else if (name === '2' && campaign && mayBeRetried(campaign)) {
      const again = failedRecipients(state, campaign, RETRY_MAX).length;
      if (again > 0 && !(await nav.confirm(t('campaigns.retry.sure', { count: again })))) return undefined;
      const { count } = await app.kernel.transact(STAFF, (current) => retryFailed(current, id));
      nav.notice(t('campaigns.retried', { count }), 'good');
    } else if (name === '3' && campaign && mayBeCancelled(campaign)) {
      if (await nav.confirm(t('campaigns.cancel.sure'))) await run((current) => cancel(current, id));
    } else if (name === '4' && campaign && isOver(campaign))
      return writeCampaign(app, nav, { ...factsOf(campaign), id: app.kernel.ids.next() });
    else return 'unused';
    nav.refresh();
    return undefined;
  }

  return {
    name: 'campaigns.progress',
    help: 'campaigns.progress.help',
    enter: ({ nav }) => {
      forget();
      forget = app.kernel.onCommit(nav.refresh);
    },
    closed: () => forget(),
    view: (context) => {
      const campaign = now();
      return {
        body: campaign ? progressLines(app, campaign, context) : [],
        hints: hintsOf(campaign, context),
      };
    },
    key: ({ name }, context) => key(name, context),
  };
}

/** It sends nothing any more: its words may go into another one. */
const isOver = ({ state }: Campaign): boolean => ['missed', 'done', 'cancelled'].includes(state);

function factsOf({ name, purpose, text, filter, survey }: Campaign): CampaignFacts {
  return { name, purpose, text, filter, ...(survey !== undefined && { survey }) };
}

function hintsOf(campaign: Campaign | undefined, { t }: ScreenContext): Hint[] {
  const hints: Hint[] = [];
  if (campaign?.state === 'running') hints.push({ key: '1', label: t('campaigns.pause') });
  if (campaign?.state === 'paused') hints.push({ key: '1', label: t('campaigns.resume') });
  if (campaign && mayBeRetried(campaign)) hints.push({ key: '2', label: t('campaigns.retry') });
  if (campaign && mayBeCancelled(campaign)) hints.push({ key: '3', label: t('campaigns.cancel') });
  if (campaign && isOver(campaign)) hints.push({ key: '4', label: t('campaigns.again') });
  return [...hints, { key: 'cancel', label: t('ui.hint.back') }];
}

function progressLines(app: App, campaign: Campaign, context: ScreenContext): Line[] {
  const { t, size } = context;
  const progress = progressOf(app.kernel.state, campaign);
  const { sent = 0, delivered = 0, failed = 0, unknown = 0 } = progress.texts;
  const out = sent + delivered + failed + unknown;
  const count = t('campaigns.progress.count', { sent: sent + delivered, recipients: progress.recipients });
  const counted = (name: string, n: number, label: string): Line[] =>
    n === 0 ? [] : [pair(label, [span(String(n), name === 'failed' ? 'warning' : 'normal')], size.columns)];
  return [
    pair([span(campaign.name, 'strong')], t(`campaigns.state.${campaign.state}`), size.columns),
    pair(count, by(app, campaign, context), size.columns),
    line(bar(progress.recipients === 0 ? 0 : out / progress.recipients, size.columns), 'good'),
    ...(STOPS.includes(campaign.why ?? '')
      ? paragraph(t(`campaigns.progress.${campaign.why}`), size.columns, 'warning')
      : []),
    ...Object.entries(progress.texts).flatMap(([name, n]) => counted(name, n, t(`messaging.state.${name}`))),
    ...Object.entries(progress.left).flatMap(([why, n]) => counted(why, n, t(`campaigns.why.${why}`))),
    ...paragraph(campaign.text, size.columns, 'dim'),
  ];
}

/** When it begins; then an honest time: what is left, at the rate that is safe, as if each text were as long as most are. */
function by(app: App, campaign: Campaign, { t, format }: ScreenContext): string {
  const { state, startAt, repeat } = campaign;
  if ((state === 'due' || state === 'repeating') && startAt !== null)
    return `${t(`campaigns.repeat.${repeat ?? 'once'}`)} ${format.fullTime(startAt)}`;
  if (campaign.state !== 'running') return '';
  const pace = { now: app.clock.now(), zone: app.timezone, gapMs: app.textGapMs };
  return t('campaigns.progress.by', { at: format.dateTime(doneAt(app.kernel.state, campaign, pace)) });
}
