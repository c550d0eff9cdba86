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
  return {
    name: 'erasure.ask',
    help: 'erasure.ask.help',
    view: (context) => ({
      body: preview ? bodyOf(preview, context) : [line(context.t('error.erasure/nobody'), 'warning')],
      hints: [
        { key: 'ok', label: context.t('erasure.ask') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: (key, context) => (key.name === 'ok' && preview ? ask(app, preview, context) : 'unused'),
  };
}

function bodyOf(preview: ErasurePreview, { t, format, size }: ScreenContext): Line[] {
  const { name, texts, calls, shared, balances, deposit } = preview;
  const { points, principal, bonus } = balances;
  const words = (text: string, style?: 'warning' | 'dim'): Line[] => paragraph(text, size.columns, style);
  return [
    line(t('erasure.goes'), 'strong'),
    ...words(t('erasure.goes.profile', { name })),
    ...words(t('erasure.goes.texts', { texts, calls })),
    ...words(t('erasure.goes.files')),
    line(t('erasure.stays'), 'strong'),
    ...words(t('erasure.stays.money', { points, money: format.money(principal + bonus) })),
    ...(deposit === 0
      ? []
      : words(t('erasure.stays.deposit', { deposit: format.money(deposit) }), 'warning')),
    EMPTY,
    ...shared.flatMap((key) => words(t('erasure.shared', { number: format.phone(key) }), 'warning')),
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
