/** Writing a campaign: to whom, what it says, and then the preview. Each step can be gone back to. */
import type { App } from '../../app.js';
import { audiences, type Filter, levelNames, saveAudience } from '../../audience/index.js';
import { namesOnly, riskyWords, templateName, templates } from '../../messaging/index.js';
import { STAFF } from '../../staff.js';
import { line } from '../../ui/lines.js';
import type { Nav, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { draft } from '../commands.js';
import type { CampaignFacts } from '../events.js';
import { CAMPAIGN_VARIABLES } from '../fill.js';
import { previewOf } from '../preview.js';
import { createPreview } from './preview.js';

/** What is being written; `id` names the draft. */
export type Writing = CampaignFacts & { readonly id: string };

const TEXT_LENGTH_MAX = 500;

export function writeCampaign(app: App, nav: Nav, known?: Writing): void {
  const fresh = () =>
    ({ id: app.kernel.ids.next(), name: '', purpose: 'marketing', text: '', filter: {} }) as const;
  nav.push(createAudienceForm(app, known ?? fresh()));
}

const any = { value: '', label: 'campaigns.any' };
const asBefore = { value: 'before', label: 'campaigns.as-before' };

/** The form's fields cannot say it: it came from a saved filter. */
const isBeyondFields = ({ rows = [], levels = [], spent, away, points }: Filter): boolean =>
  rows.length > 0 || levels.length > 1 || [spent, away, points].some((range) => range?.max !== undefined);

export function createAudienceForm(app: App, writing: Writing): Screen {
  const { state } = app.kernel;
  const { filter } = writing;
  const saved = audiences(state);
  const first = isBeyondFields(filter) ? [any, asBefore] : [any];
  const monthDay = (text: string): string | undefined =>
    /^(\d{4})?$/.test(text) ? undefined : 'campaigns.schedule.wrong';
  return createFormScreen({
    name: 'campaigns.audience',
    help: 'campaigns.audience.help',
    fields: {
      purpose: {
        kind: 'choice',
        label: 'campaigns.purpose',
        choices: (['marketing', 'care'] as const).map((value) => ({
          value,
          label: `campaigns.purpose.${value}`,
        })),
        initial: writing.purpose === 'care' ? 'care' : 'marketing',
      },
      saved: {
        kind: 'choice',
        label: 'campaigns.saved',
        choices: [...first, ...saved.map((one) => ({ value: one.id, label: one.name }))],
        initial: first.at(-1)?.value ?? '',
      },
      level: {
        kind: 'choice',
        label: 'campaigns.level',
        choices: [any, ...levelNames(state, app.clock.now()).map((value) => ({ value, label: value }))],
        initial: filter.levels?.[0] ?? '',
      },
      gender: {
        kind: 'choice',
        label: 'campaigns.gender',
        choices: [any, ...['f', 'm'].map((value) => ({ value, label: `campaigns.gender.${value}` }))],
        initial: filter.gender ?? '',
      },
      tag: { kind: 'text', label: 'campaigns.tag', initial: filter.tags?.join(' ') ?? '' },
      from: {
        kind: 'phone',
        label: 'campaigns.born-from',
        initial: filter.birthday?.from ?? '',
        check: monthDay,
      },
      to: { kind: 'phone', label: 'campaigns.born-to', initial: filter.birthday?.to ?? '', check: monthDay },
      spent: { kind: 'money', label: 'campaigns.spent', ...initially(filter.spent?.min) },
      away: { kind: 'number', label: 'campaigns.away', ...initially(filter.away?.min) },
      points: { kind: 'number', label: 'campaigns.points', ...initially(filter.points?.min) },
      name: { kind: 'text', label: 'campaigns.name' },
    },
    async submit({ purpose, saved: chosen, name, ...fields }, { nav }) {
      const known = saved.find((one) => one.id === chosen);
      const wanted = chosen === asBefore.value ? filter : (known?.filter ?? filterOf(fields));
      if (name.trim() !== '') {
        const id = app.kernel.ids.next();
        await app.kernel.transact(STAFF, (current) => saveAudience(current, { id, name, filter: wanted }));
      }
      nav.replace(createWords(app, { ...writing, purpose, filter: wanted }));
    },
  });
}

const initially = (value: number | undefined): { readonly initial?: number } =>
  value === undefined ? {} : { initial: value };

interface Fields {
  readonly level: string;
  readonly gender: string;
  readonly tag: string;
  readonly from: string;
  readonly to: string;
  readonly spent?: number | undefined;
  readonly away?: number | undefined;
  readonly points?: number | undefined;
}

function filterOf({ level, gender, tag, from, to, spent, away, points }: Fields): Filter {
  const tags = tag.split(/[\s,，、]+/).filter((word) => word !== '');
  return {
    ...(level !== '' && { levels: [level] }),
    ...(gender !== '' && { gender }),
    ...(tags.length > 0 && { tags }),
    ...((from !== '' || to !== '') && { birthday: { from: from || to, to: to || from } }),
    ...(spent !== undefined && spent > 0 && { spent: { min: spent } }),
    ...(away !== undefined && away > 0 && { away: { min: away } }),
    ...(points !== undefined && points > 0 && { points: { min: points } }),
  };
}

export function createWords(app: App, writing: Writing): Screen {
  const { state } = app.kernel;
  const screen = createTextScreen({
    name: 'campaigns.text',
    help: 'campaigns.text.help',
    initial: writing.text,
    limit: TEXT_LENGTH_MAX,
    counter: (text, { t }) => {
      const risky = riskyWords(state, text);
      return risky.length === 0 ? '' : t('campaigns.preview.risky', { words: risky.join(' ') });
    },
    above: ({ t }) => [
      line(`${t('campaigns.purpose')}: ${t(`campaigns.purpose.${writing.purpose}`)}`, 'dim'),
    ],
    done: (text, context) => showPreview(app, { ...writing, text }, context),
    key: ({ name }, text, context) => (name === 'up' ? insert(text, context) : 'unused'),
    hints: ({ t, profile }) => [
      { key: 'ok', label: t('campaigns.preview') },
      { key: 'up', label: t('campaigns.variable') },
      ...(profile.letters ? [] : [{ key: '*', label: t('ui.hint.mode') } as const]),
      { key: 'delete', label: t('ui.hint.erase') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });

  async function insert(text: string, { nav, t }: ScreenContext): Promise<void> {
    const own = templates(state).filter(
      ({ text: words }) => words !== '' && namesOnly(words, CAMPAIGN_VARIABLES),
    );
    const chosen = await nav.choose(t('campaigns.variable'), [
      ...CAMPAIGN_VARIABLES.map((name) => ({ label: `{${name}}`, value: `${text}{${name}}` })),
      ...own.map(({ key, text: words }) => ({
        label: `${t('campaigns.template')}: ${templateName(key, t)}`,
        value: words,
      })),
    ]);
    if (chosen !== undefined) screen.set(chosen);
    nav.refresh();
  }

  return screen;
}

/** Keeps the draft, looks at every customer, and shows what it would be. */
export async function showPreview(
  app: App,
  writing: Writing,
  context: Pick<ScreenContext, 'nav' | 't'>,
  startAt = app.clock.now(),
): Promise<void> {
  const { nav, t } = context;
  await app.kernel.transact(STAFF, (current) => draft(current, writing));
  const { filter, purpose, text } = writing;
  const breathe = () => new Promise<void>((done) => void app.clock.after(1, done));
  const seen = await nav.progress(t('campaigns.counting'), (report) =>
    previewOf(
      app.kernel.state,
      {
        ...{ filter, purpose, text, startAt },
        now: app.clock.now(),
        zone: app.timezone,
        gapMs: app.textGapMs,
      },
      breathe,
      report,
    ),
  );
  nav.replace(createPreview(app, writing, seen));
}
