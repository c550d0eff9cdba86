/** One customer on paper that can be kept: who they are, everything that happened, and the account. */
import type { App } from '../../app.js';
import { customerByNo, phonesOf } from '../../customers/index.js';
import { customerValue } from '../../insight/index.js';
import { balancesOf, depositOf, entriesOf, entryCount } from '../../ledger/index.js';
import { happeningWords, timelineOf } from '../../timeline/index.js';
import type { ScreenContext } from '../../ui/types.js';
import { type ExportTable, startExport } from '../job.js';
import { askTarget } from './ask.js';
import { createExportScreen } from './running.js';

/** Newest; a document is for reading. */
const ROWS_MAX = 900;

/** Asks where and as what, and writes it. */
export async function exportTimeline(app: App, customerNo: number, context: ScreenContext): Promise<void> {
  const { nav, t } = context;
  const name = customerByNo(app.kernel.state, customerNo)?.name ?? '';
  const tables = [happenings(app, customerNo, context), statement(app, customerNo, context)];
  const rows = tables.reduce((sum, { total }) => sum + total, 0);
  const target = await askTarget(app, { rows, customers: 1 }, ['docx', 'xlsx', 'csv'], context);
  if (target === undefined) return;
  const plan = {
    ...{ title: `${t('timeline.list')} ${name}`, facts: factsOf(app, customerNo, context), tables },
    ...{ format: target.format, place: target.place, name: `timeline-${customerNo}-${target.day}` },
  };
  nav.push(createExportScreen(startExport(app, plan)));
}

function factsOf(app: App, no: number, { t, format }: ScreenContext): [string, string][] {
  const { state } = app.kernel;
  const { points, principal, bonus } = balancesOf(state, no);
  const deposit = depositOf(state, no);
  const value = customerValue(state, no);
  const customer = customerByNo(state, no);
  const facts: [string, string][] = [
    [t('customers.name'), customer?.name ?? ''],
    [t('customers.phone'), phonesOf(state, no).map(format.phone).join(' / ')],
    [t('profile.points'), format.count(points)],
    [
      t('profile.balance'),
      `${format.money(principal + bonus)} (${t('profile.bonus')} ${format.money(bonus)})`,
    ],
  ];
  if (deposit !== 0) facts.push([t('profile.deposit'), format.money(deposit)]);
  if (value)
    facts.push([
      t('insight.one'),
      t('insight.worth', { amount: format.money(value.spent), count: value.visits }),
    ]);
  facts.push([t('exporting.written'), format.fullTime(app.clock.now())]);
  return facts.filter(([, text]) => text !== '');
}

function happenings(app: App, no: number, { t, format }: ScreenContext): ExportTable {
  const { state } = app.kernel;
  return {
    title: t('timeline.list'),
    heads: ['exporting.when', 'exporting.what', 'exporting.words', 'exporting.figures'].map((head) =>
      t(head),
    ),
    total: Math.min(ROWS_MAX, timelineOf(state, no, { offset: 0, limit: 0 }).total),
    rows: (offset, limit) =>
      timelineOf(state, no, { offset, limit }).rows.map((one) => {
        const { what, words, figures } = happeningWords(one, t, format);
        return [format.fullTime(one.at), what, words, figures.join(' ')];
      }),
  };
}

function statement(app: App, no: number, { t, format }: ScreenContext): ExportTable {
  const { state } = app.kernel;
  const heads = [
    'exporting.when',
    'exporting.account',
    'exporting.what',
    'exporting.change',
    'exporting.balance',
  ];
  return {
    title: t('exporting.statement'),
    heads: heads.map((head) => t(head)),
    total: Math.min(ROWS_MAX, entryCount(state, no)),
    rows: (offset, limit) =>
      entriesOf(state, no, offset, limit).map(({ account, amount, at, reason, balance }) => {
        const figure = (value: number): number => (account === 'points' ? value : value / 100);
        const accountName = t(`exporting.account.${account}`);
        return [
          format.fullTime(at),
          accountName,
          t(`prepaid.reason.${reason}`),
          figure(amount),
          figure(balance),
        ];
      }),
  };
}
