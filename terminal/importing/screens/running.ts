/** An import at work; whoever leaves it does not stop it. */
import { isTerminalError } from '../../../protocol/errors.js';
import { bar, EMPTY, line, paragraph, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import type { ImportJob } from '../job.js';

export function createRunningScreen(job: ImportJob): Screen {
  let unfollow = (): void => undefined;
  return {
    name: 'importing.running',
    help: 'importing.running.help',
    enter: ({ nav }) => {
      unfollow();
      unfollow = job.onChange(nav.refresh);
    },
    view: ({ t, size }) => {
      const part = job.total === 0 ? 1 : job.done() / job.total;
      const running = job.state() === 'running';
      const figures = { added: job.added(), changed: job.changed(), total: job.total };
      return {
        title: line(running ? t('importing.running') : t(`importing.state.${job.state()}`), 'title'),
        body: [
          line(` ${job.file}`, 'dim'),
          EMPTY,
          [span(` ${bar(part, size.columns - 8)} ${Math.floor(part * 100)}%`)],
          EMPTY,
          line(` ${t('importing.figures', figures)}`, 'strong'),
          ...(job.state() === 'failed'
            ? [EMPTY, ...paragraph(failureWords(job.error(), t), size.columns, 'warning')]
            : []),
        ],
        hints: [
          ...(running ? [{ key: '9', label: t('importing.stop') } as const] : []),
          { key: 'cancel', label: t('ui.hint.back') },
        ],
      };
    },
    key: (key, { nav, t }) => {
      if (key.name !== '9' || job.state() !== 'running') return 'unused';
      job.stop();
      nav.notice(t('importing.stopping'));
      return undefined;
    },
    closed: () => unfollow(),
  };
}

/** The words of `error.<layer/reason>`, else of `error.<layer>`, else where it stopped. */
function failureWords(error: unknown, t: ScreenContext['t']): string {
  const code = isTerminalError(error) ? error.code : 'unexpected';
  const keys = [`error.${code}`, `error.${code.split('/')[0] ?? ''}`];
  return keys.map((key) => t(key)).find((text, at) => text !== keys[at]) ?? t('importing.failed', { code });
}
