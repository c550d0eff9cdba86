/** Where to, and as what. */
import type { App } from '../../app.js';
import { noteExport } from '../../audit/index.js';
import { DOCX_ROWS_MAX, type SheetFormat } from '../../sheets/index.js';
import type { ScreenContext } from '../../ui/types.js';

export interface Target {
  readonly place: string;
  readonly format: SheetFormat;
  /** `202611221042`: a part of the file's name. */
  readonly day: string;
}

/** Undefined when the person thinks better of it. That data of so many customers leaves is written down. */
export async function askTarget(
  app: App,
  { rows, customers }: { readonly rows: number; readonly customers: number },
  formats: readonly SheetFormat[],
  { nav, t, format: shown }: ScreenContext,
): Promise<Target | undefined> {
  const places = await app.shelf.places();
  const place = await nav.choose(
    t('exporting.where'),
    places.map((value) => ({ value, label: value })),
  );
  if (place === undefined) return undefined;
  const fitting = formats.filter((format) => format !== 'docx' || rows <= DOCX_ROWS_MAX);
  const format = await nav.choose(
    t('exporting.format'),
    fitting.map((value) => ({ value, label: t(`exporting.${value}`) })),
  );
  if (format === undefined) return undefined;
  await noteExport(app, place, customers);
  return { place, format, day: shown.dateTime(app.clock.now()).replace(/\D/g, '') };
}
