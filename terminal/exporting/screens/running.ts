/** A file while it is written; whoever leaves stops it, after a question. */
import { isTerminalError, messageOf } from '../../../protocol/errors.js';
import { bar, EMPTY, line, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import type { ExportJob } from '../job.js';

export function createExportScreen(job: ExportJob): Screen {
  let unfollow = (): void => undefined;
  const goesOn = (): boolean => job.state() === 'gathering' || job.state() === 'writing';
  return {
    name: 'exporting.running',
    help: 'exporting.running.help',
    enter: ({ nav }) => {
      unfollow();
      unfollow = job.onChange(nav.refresh);
    },
    view: (context) => ({
      title: line(context.t(`exporting.state.${job.state()}`), 'title'),
      body: bodyOf(job, context),
      hints: [
        ...(goesOn() ? [{ key: '9', label: context.t('exporting.stop') } as const] : []),
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: (key) => {
      if (key.name !== '9' || !goesOn()) return 'unused';
      return job.stop();
    },
    leave: () => (goesOn() ? 'ask' : 'leave'),
    drop: 'exporting.drop',
    closed() {
      unfollow();
      job.stop();
    },
  };
}

function bodyOf(job: ExportJob, { t, size }: ScreenContext): Line[] {
  const part = job.total === 0 ? 1 : Math.min(1, job.done() / job.total);
  const head: Line[] = [
    line(` ${job.title}`, 'strong'),
    EMPTY,
    [span(` ${bar(part, size.columns - 8)} ${Math.floor(part * 100)}%`)],
    EMPTY,
  ];
  switch (job.state()) {
    case 'gathering':
    case 'writing':
      return [...head, line(` ${t('exporting.rows', { done: job.done(), total: job.total })}`, 'dim')];
    case 'stopped':
      return [...head, line(` ${t('exporting.nothing')}`, 'warning')];
    case 'done':
      return [
        ...head,
        ...paragraph(t('exporting.done', { count: job.total, path: job.path() }), size.columns, 'good'),
      ];
    case 'failed':
      return [...head, ...paragraph(failureWords(job.error(), t), size.columns, 'warning')];
  }
}

function failureWords(error: unknown, t: ScreenContext['t']): string {
  if (!isTerminalError(error)) return messageOf(error);
  const key = `error.${error.code}`;
  const said = t(key);
  return said === key ? t('exporting.failed', { code: error.code }) : said;
}
