/** What goes and what stays; and the two questions before it. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, paragraph } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { type ErasurePreview, erasurePreview, orderErasure } from '../commands.js';

const LOOK_MS = 200;
/** No words of one's own: a name would stay in them. */
const REASONS = ['counter', 'text', 'moved', 'law'] as const;

export function createErasureScreen(app: App, customerNo: number): Screen {
  const preview = erasurePreview(app.kernel.state, customerNo);
  let first = 0;
  /** Rows that do not fit. */
  const below = (rows: readonly Line[], { size }: ScreenContext): number =>
    Math.max(0, rows.length - size.rows);
  return {
    name: 'erasure.ask',
    help: 'erasure.ask.help',
    view: (context) => {
      const rows = preview ? bodyOf(preview, context) : [line(context.t('error.erasure/nobody'), 'warning')];
      first = Math.min(first, below(rows, context));
      return {
        body: rows.slice(first),
        hints: [
          { key: 'ok', label: context.t('erasure.ask') },
          ...(first < below(rows, context) ? [{ key: 'down', label: context.t('ui.more') } as const] : []),
          { key: 'cancel', label: context.t('ui.hint.back') },
        ],
      };
    },
    key: (key, context) => {
      if (!preview) return 'unused';
      if (key.name === 'ok') return ask(app, preview, context);
      if (key.name !== 'up' && key.name !== 'down') return 'unused';
      const last = below(bodyOf(preview, context), context);
      first = key.name === 'down' ? Math.min(last, first + 1) : Math.max(0, first - 1);
      return undefined;
    },
  };
}

/** Whoever goes on without reading further has read the warnings: they stand first. */
function bodyOf(preview: ErasurePreview, { t, format, size }: ScreenContext): Line[] {
  const { name, texts, calls, shared, balances, deposit } = preview;
  const { points, principal, bonus } = balances;
  const words = (text: string, style?: 'warning' | 'dim'): Line[] => paragraph(text, size.columns, style);
  return [
    ...(deposit === 0
      ? []
      : words(t('erasure.stays.deposit', { deposit: format.money(deposit) }), 'warning')),
    ...shared.flatMap((key) => words(t('erasure.shared', { number: format.phone(key) }), 'warning')),
    line(t('erasure.goes'), 'strong'),
    ...words(t('erasure.goes.profile', { name })),
    ...words(t('erasure.goes.texts', { texts, calls })),
    ...words(t('erasure.goes.files')),
    line(t('erasure.stays'), 'strong'),
    ...words(t('erasure.stays.money', { points, money: format.money(principal + bonus) })),
    EMPTY,
    ...words(t('erasure.not'), 'dim'),
  ];
}

async function ask(app: App, { customer, name }: ErasurePreview, { nav, t }: ScreenContext): Promise<void> {
  const choices = REASONS.map((value) => ({ value, label: t(`erasure.reason.${value}`) }));
  const reason = await nav.choose(t('erasure.reason'), choices);
  if (reason === undefined) return;
  if (!(await nav.confirm({ text: t('erasure.first', { name }), style: 'warning' }))) return;
  if (!(await nav.confirm({ text: t('erasure.second'), style: 'warning' }))) return;
  const erasure = app.kernel.ids.next();
  await app.kernel.transact(STAFF, (state) => orderErasure(state, { customer, erasure, reason }));
  await nav.progress(t('erasure.working'), (report) => ended(app, erasure, report));
  await nav.home();
  nav.notice(t('erasure.done'), 'good');
}

/** It goes on by itself; a person sees how far it is. */
async function ended(app: App, erasure: string, report: (part: number) => void): Promise<void> {
  const isOpen = (): boolean =>
    app.kernel.state.value('SELECT count(*) FROM erasures WHERE id = ? AND done IS NULL', erasure) === 1;
  while (isOpen()) {
    report(app.erasure.progress() ?? 0);
    await new Promise<void>((resolve) => app.clock.after(LOOK_MS, resolve));
  }
}
