/** One case: what was said, who deals with it, and what comes next. */
import type { App } from '../../app.js';
import { customersByPhone } from '../../customers/index.js';
import type { Go } from '../../go.js';
import type { Decide } from '../../kernel/kernel.js';
import { employeeName, employees } from '../../people/index.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Hint, Line, Screen, ScreenContext } from '../../ui/types.js';
import { createTextScreen } from '../../ui/widgets/text-area.js';
import { answerCase, assignCase, BODY_KEPT_MAX, closeCase, sortCase } from '../commands.js';
import type { CaseKind } from '../events.js';
import { type Case, caseById } from '../queries.js';

const KINDS: readonly CaseKind[] = ['complaint', 'question', 'feedback'];

export function createCaseScreen(app: App, go: Go, id: string): Screen {
  let forget = (): void => undefined;
  const shown = (): Case | undefined => caseById(app.kernel.state, id);
  return {
    name: 'cases.one',
    help: 'cases.one.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({ body: bodyOf(app, shown(), context), hints: hintsOf(shown(), context) }),
    key(key, context) {
      const one = shown();
      const { nav } = context;
      if (key.name === '6' && one) return openCustomer(app, go, one, context);
      if (!one || one.state === 'closed') return 'unused';
      if (key.name === '2') return one.key === '' ? 'unused' : nav.push(createAnswer(app, id));
      if (key.name === '3') return sort(app, id, context);
      if (key.name === '4') return assign(app, one, context);
      if (key.name === '5') return nav.push(createClose(app, id));
      return 'unused';
    },
  };
}

function openCustomer(app: App, go: Go, { key }: Case, { nav }: ScreenContext) {
  const known = customersByPhone(app.kernel.state, key)[0];
  if (known) return go.customer(nav, known.no);
  return key === '' ? 'unused' : go.register(nav, key);
}

async function sort(app: App, id: string, { nav, t }: ScreenContext): Promise<void> {
  const kind = await nav.choose(
    t('cases.kind'),
    KINDS.map((value) => ({ label: t(`cases.kind.${value}`), value })),
  );
  if (kind !== undefined) await app.kernel.transact(STAFF, (state) => sortCase(state, id, kind));
}

/** To an employee; in words while the shop has none. */
async function assign(app: App, one: Case, { nav, t }: ScreenContext): Promise<void> {
  const staff = employees(app.kernel.state).filter(({ active }) => active);
  if (staff.length === 0) return nav.push(createAssign(app, one));
  const chosen = await nav.choose<{ readonly to?: string }>(t('cases.assign'), [
    ...staff.map(({ id, name, department }) => ({ label: name, value: { to: id }, note: department })),
    { label: t('cases.assign.nobody'), value: { to: '' } },
    { label: t('cases.assign.other'), value: {} },
  ]);
  if (chosen === undefined) return;
  const { to } = chosen;
  if (to === undefined) return nav.push(createAssign(app, one));
  await app.kernel.transact(STAFF, (state) => assignCase(state, one.id, to));
}

interface Words<R> {
  readonly name: 'cases.answer' | 'cases.assign' | 'cases.close';
  readonly initial?: string;
  readonly limit: number;
  decide(text: string): Decide<R>;
  said(result: R): string;
}

function createWords<R>(app: App, { name, initial = '', limit, decide, said }: Words<R>): Screen {
  return createTextScreen({
    name,
    help: `${name}.help`,
    initial,
    limit,
    async done(text, { nav, t }) {
      const result = await app.kernel.transact(STAFF, decide(text));
      nav.notice(t(said(result)), 'good');
      nav.pop();
    },
  });
}

function createAnswer(app: App, id: string): Screen {
  return createWords(app, {
    name: 'cases.answer',
    limit: BODY_KEPT_MAX,
    decide: (body) => (state) =>
      answerCase(state, id, { text: app.kernel.ids.next(), body, now: app.clock.now() }),
    said: () => 'cases.answered',
  });
}

function createAssign(app: App, { id, assignee }: Case): Screen {
  return createWords(app, {
    name: 'cases.assign',
    initial: employeeName(app.kernel.state, assignee) === undefined ? assignee : '',
    limit: 20,
    decide: (to) => (state) => assignCase(state, id, to),
    said: () => 'cases.assign',
  });
}

function createClose(app: App, id: string): Screen {
  return createWords(app, {
    name: 'cases.close',
    limit: 100,
    decide: (result) => (state) =>
      closeCase(state, id, { text: app.kernel.ids.next(), result, now: app.clock.now() }),
    said: ({ asked }) => (asked ? 'cases.closed.asked' : 'cases.closed'),
  });
}

function bodyOf(app: App, one: Case | undefined, { t, format, size }: ScreenContext): Line[] {
  if (!one) return [line(t('error.command/case-unknown'), 'warning')];
  const to = employeeName(app.kernel.state, one.assignee) ?? one.assignee;
  const lines: Line[] = [
    pair(
      [span(t(`cases.kind.${one.kind}`), 'title'), span(` ${t('cases.number', { no: one.no })}`)],
      [span(t(`cases.state.${one.state}`), one.state === 'closed' ? 'good' : 'warning')],
      size.columns,
    ),
    pair(
      `${one.key === '' ? '' : format.phone(one.key)} ${format.dateTime(one.at)}`.trim(),
      one.assignee === '' ? t('cases.nobody') : t('cases.assignee', { to }),
      size.columns,
    ),
    EMPTY,
    ...paragraph(one.body, size.columns),
  ];
  if (one.answer !== '')
    lines.push(EMPTY, ...paragraph(t('cases.said', { answer: one.answer }), size.columns, 'dim'));
  if (one.result !== '')
    lines.push(...paragraph(t('cases.result', { result: one.result }), size.columns, 'good'));
  if (one.score !== null) lines.push(line(t('cases.score', { score: one.score }), 'strong'));
  return lines;
}

function hintsOf(one: Case | undefined, { t }: ScreenContext): Hint[] {
  const back: Hint = { key: 'cancel', label: t('ui.hint.back') };
  if (!one) return [back];
  const customer: Hint[] =
    one.key === '' ? [] : [{ key: '6', label: t('cases.customer'), more: one.state !== 'closed' }];
  if (one.state === 'closed') return [...customer, back];
  return [
    ...(one.key === '' ? [] : [{ key: '2', label: t('cases.answer') } as const]),
    { key: '3', label: t('cases.kind'), more: true },
    { key: '4', label: t('cases.assign') },
    { key: '5', label: t('cases.close') },
    ...customer,
    back,
  ];
}
