import type { Nav } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';

const LENGTH_MIN = 8;

/** Undefined when the person goes back. @param isNew it is typed twice, and must be long enough */
export function askPassphrase(nav: Nav, isNew: boolean): Promise<string | undefined> {
  const field = { kind: 'text', required: true, latin: true, digits: true, limit: 60 } as const;
  return nav.ask<string>((finish) =>
    createFormScreen({
      name: 'backup.passphrase',
      help: 'backup.passphrase.help',
      fields: {
        passphrase: { ...field, label: 'backup.passphrase' },
        ...(isNew && { again: { ...field, label: 'backup.again' } }),
      },
      does: 'ui.hint.ok',
      submit(values, { t }) {
        const { passphrase, again } = values as { passphrase: string; again?: string };
        if (isNew && passphrase.length < LENGTH_MIN) return { field: 'passphrase', text: t('backup.short') };
        if (again !== undefined && again !== passphrase) return { field: 'again', text: t('backup.differs') };
        return finish(passphrase);
      },
    }),
  );
}
