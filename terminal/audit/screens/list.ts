/** Who did what on one day. */
import type { App } from '../../app.js';
import { startOfDay } from '../../messaging/index.js';
import { employees } from '../../people/index.js';
import { cells, line, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { type Deed, readDeeds, type Wanted } from '../deeds.js';
import { KINDS, type Kind } from '../kinds.js';

const HOUR_MS = 3600_000;

export function createAuditList(app: App, path: string): Screen {
  const { kernel, clock, timezone } = app;
  let from = startOfDay(clock.now(), timezone);
  let actor: string | undefined;
  let kind: Kind | undefined;
  let deeds: readonly Deed[] = [];

  async function load({ t, format }: ScreenContext): Promise<void> {
    const to = startOfDay(from + 30 * HOUR_MS, timezone);
    const wanted: Wanted = { from, to, ...(actor !== undefined && { actor }), ...(kind && { kind }) };
    deeds = (await readDeeds(kernel, wanted, { state: kernel.state, t, format })).reverse();
  }

  async function choosePerson({ nav, t }: ScreenContext): Promise<void> {
    const people = employees(kernel.state).map(({ id, name }) => ({ label: name, value: id }));
    const others = ['staff', 'system', 'office'].map((id) => ({ label: t(`audit.actor.${id}`), value: id }));
    const all = { label: t('audit.everybody'), value: '' };
    const chosen = await nav.choose(t('audit.person'), [all, ...people, ...others]);
    if (chosen !== undefined) actor = chosen === '' ? undefined : chosen;
  }

  async function chooseKind({ nav, t }: ScreenContext): Promise<void> {
    const kinds = KINDS.map((value) => ({ label: t(`audit.kind.${value}`), value }));
    const chosen = await nav.choose<Kind | 'all'>(t('audit.kind'), [
      { label: t('audit.everything'), value: 'all' },
      ...kinds,
    ]);
    if (chosen !== undefined) kind = chosen === 'all' ? undefined : chosen;
  }

  const list: ListScreen<Deed> = createListScreen<Deed>({
    name: 'audit.list',
    help: 'audit.list.help',
    path,
    empty: 'audit.empty',
    page: (offset, limit) => ({ rows: deeds.slice(offset, offset + limit), total: deeds.length }),
    title: ({ t, format }) =>
      line(
        [
          t('audit.list'),
          format.date(from, clock.now()),
          ...(actor === undefined ? [] : [nameOf(app, actor, t)]),
          ...(kind === undefined ? [] : [t(`audit.kind.${kind}`)]),
        ].join(' · '),
        'title',
      ),
    row: ({ at, who, what }, { format, size }) =>
      cells([
        [[span(format.time(at), 'dim')], 5],
        [[span(who, 'strong')], 8],
        [what, size.columns - 15],
      ]),
    open: ({ at, who, what, seq }, { nav, format }) =>
      nav.message({ title: `${format.dateTime(at)} · ${who}`, text: `${what}\n#${seq}` }),
    key: async (key, _, context) => {
      if (key.name === '2') from = startOfDay(from - 12 * HOUR_MS, timezone);
      else if (key.name === '3') from = startOfDay(from + 30 * HOUR_MS, timezone);
      else if (key.name === '4') await choosePerson(context);
      else if (key.name === '5') await chooseKind(context);
      else return 'unused';
      await load(context);
      return list.reload(context);
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('audit.before') },
      { key: '3', label: t('audit.after') },
      { key: '4', label: t('audit.person') },
      { key: '5', label: t('audit.kind') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return {
    ...list,
    async enter(context) {
      await load(context);
      await list.enter?.(context);
    },
  };
}

function nameOf(app: App, actor: string, t: ScreenContext['t']): string {
  return employees(app.kernel.state).find(({ id }) => id === actor)?.name ?? t(`audit.actor.${actor}`);
}
