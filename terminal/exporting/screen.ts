/** All customers, or those that were found, as a file on a stick. */
import type { App } from '../app.js';
import { noteExport } from '../audit/index.js';
import type { Customer } from '../customers/index.js';
import type { SheetFormat } from '../sheets/index.js';
import type { ScreenContext } from '../ui/types.js';
import { customerTable } from './rows.js';

const FORMATS: readonly SheetFormat[] = ['xlsx', 'csv'];

/** Asks where and how, and writes; a stick that is pulled out meanwhile is told, and leaves no half file under the name. */
export async function exportCustomers(
  app: App,
  customers: readonly Customer[],
  { nav, t, format: shown }: ScreenContext,
): Promise<void> {
  const places = await app.shelf.places();
  const place = await nav.choose(
    t('exporting.where'),
    places.map((value) => ({ value, label: value })),
  );
  if (place === undefined) return;
  const format = await nav.choose(
    t('exporting.format'),
    FORMATS.map((value) => ({ value, label: t(`exporting.${value}`) })),
  );
  if (format === undefined) return;
  await noteExport(app, place, customers.length);
  const day = shown.dateTime(app.clock.now()).replace(/\D/g, '');
  const path = await nav.progress(t('exporting.writing'), async () => {
    const table = customerTable(app.kernel.state, customers, t);
    const bytes = await app.sheets.write(format, t('customers.list'), table);
    return app.shelf.put(place, `customers-${day}.${format}`, bytes);
  });
  await nav.message({ text: t('exporting.done', { count: customers.length, path }), style: 'good' });
}
