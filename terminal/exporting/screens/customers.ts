/** All customers, or those that were found, as a file on a stick. */
import type { App } from '../../app.js';
import { type Customer, customerByNo } from '../../customers/index.js';
import type { ScreenContext } from '../../ui/types.js';
import { type ExportTable, startExport } from '../job.js';
import { customerTable } from '../rows.js';
import { askTarget } from './ask.js';
import { createExportScreen } from './running.js';

/** Asks where and how, and writes; a stick that is pulled out meanwhile is told, and leaves no half file under the name. */
export async function exportCustomers(
  app: App,
  chosen: readonly (Customer | number)[],
  context: ScreenContext,
): Promise<void> {
  const { nav, t } = context;
  const count = chosen.length;
  const target = await askTarget(app, { rows: count, customers: count }, ['xlsx', 'csv', 'docx'], context);
  if (target === undefined) return;
  const title = t('customers.list');
  const plan = {
    ...{ title, facts: [], tables: [tableOf(app, chosen, context)] },
    ...{ format: target.format, place: target.place, name: `customers-${target.day}` },
  };
  nav.push(createExportScreen(startExport(app, plan)));
}

/** Each is read when its turn comes: what changed meanwhile is written as it is then. */
function tableOf(
  app: App,
  chosen: readonly (Customer | number)[],
  { t, format }: ScreenContext,
): ExportTable {
  const { state } = app.kernel;
  const rowsOf = (some: readonly (Customer | number)[]) =>
    customerTable(
      state,
      some.flatMap((one) => (typeof one === 'number' ? (customerByNo(state, one) ?? []) : one)),
      t,
      format.phone,
      app.clock.now(),
    );
  return {
    title: t('customers.list'),
    heads: rowsOf([])[0] ?? [],
    total: chosen.length,
    rows: (from, limit) => rowsOf(chosen.slice(from, from + limit)).slice(1),
  };
}
