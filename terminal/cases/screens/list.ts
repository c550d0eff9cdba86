/** Complaints, questions and feedback; what is open comes first. */
import { normalizeNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { numberCheck } from '../../ui/widgets/number-check.js';
import { BODY_KEPT_MAX, openCase } from '../commands.js';
import type { CaseKind } from '../events.js';
import { type Case, caseCount, cases } from '../queries.js';
import { createCasesChart } from './chart.js';
import { createCaseScreen } from './one.js';

export function createCaseList(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Case>({
    name: 'cases.list',
    help: 'cases.list.help',
    path,
    empty: 'cases.list.empty',
    page: (offset, limit) => ({ rows: cases(state, offset, limit), total: caseCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (one, { t, format, size }) =>
      cells([
        [[span(t(`cases.kind.${one.kind}`), one.state === 'closed' ? 'dim' : 'warning')], 9],
        [t(`cases.state.${one.state}`), 8],
        [[span(format.date(one.at), 'dim')], 5],
        [one.body, Math.max(4, size.columns - 26)],
      ]),
    open: ({ id }, { nav }) => nav.push(createCaseScreen(app, go, id)),
    key: (key, _row, { nav }) => {
      if (key.name === '2') return nav.push(createCaseForm(app, ''));
      if (key.name === '3') return nav.push(createCasesChart(app));
      return 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('cases.new') },
      { key: '3', label: t('cases.chart') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** `key`: number key of who it is from, filled in. */
export function createCaseForm(app: App, key: string): Screen {
  const kinds: readonly CaseKind[] = ['complaint', 'question', 'feedback'];
  return createFormScreen({
    name: 'cases.new',
    help: 'cases.new.help',
    fields: {
      kind: {
        kind: 'choice',
        label: 'cases.kind',
        choices: kinds.map((kind) => ({ value: kind, label: `cases.kind.${kind}` })),
      },
      body: { kind: 'text', label: 'cases.body', required: true, limit: BODY_KEPT_MAX },
      phone: { kind: 'phone', label: 'cases.phone', initial: key, check: numberCheck(key) },
    },
    async submit({ kind, body, phone }, { nav, t }) {
      const wanted = { id: app.kernel.ids.next(), kind, body, via: 'keypad' } as const;
      const from = normalizeNumber(phone).key ?? '';
      const taken = await app.kernel.transact(STAFF, (state) => openCase(state, { ...wanted, key: from }));
      nav.notice(t('cases.opened', { no: taken.number }), 'good');
      nav.pop();
    },
  });
}
