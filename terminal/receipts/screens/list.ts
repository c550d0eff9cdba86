/** Which receipts are out. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { askReprint } from '../commands.js';
import { type ReceiptJob, receiptCount, receiptJobs } from '../queries.js';

export function createReceiptList(app: App, path?: string): Screen {
  const { state } = app.kernel;

  async function reprint({ job }: ReceiptJob, context: ScreenContext): Promise<void> {
    await app.kernel.transact(STAFF, (current) => askReprint(current, job));
    context.nav.notice(context.t('receipts.asked'), 'good');
    await list.reload(context);
  }

  const list = createListScreen<ReceiptJob>({
    name: 'receipts.list',
    help: 'receipts.list.help',
    ...(path === undefined ? {} : { path }),
    empty: 'receipts.empty',
    page: (offset, limit) => ({ rows: receiptJobs(state, offset, limit), total: receiptCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.job === other.job },
    row,
    key: (key, job, context) => (key.name === '2' && job ? reprint(job, context) : 'unused'),
    hints: ({ t }) => [
      { key: '2', label: t('receipts.reprint'), right: 'receipts.reprint' },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}

function row(job: ReceiptJob, { t, format }: ScreenContext): Line {
  const known = job.reason === null ? '' : `receipts.reason.${job.reason}`;
  const reason = known === '' ? '' : t(known) === known ? (job.reason ?? '') : t(known);
  const words = [t(`receipts.state.${job.state}`), reason].filter((word) => word !== '').join(' ');
  const style = job.state === 'printed' ? 'good' : 'warning';
  const copies = job.copies > 1 ? ` ${t('receipts.copies', { copies: job.copies })}` : '';
  return [
    ...cells([
      [job.number, 14],
      [format.time(job.at), 5],
    ]),
    span(` ${words}${copies}`, style),
  ];
}
