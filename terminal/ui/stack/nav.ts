/** The way between screens: a Nav for each screen, bound to it, over one stack and one queue of work. */
import type { Log } from '../../../drivers/host/types.js';
import { isTerminalError, messageOf } from '../../../protocol/errors.js';
import type { Choice, Message, Nav, Screen, Style, Translate } from '../types.js';
import { choiceDialog, confirmDialog, type Finish, messageDialog, progressDialog } from './dialogs.js';
import type { Entry, Stack } from './stack.js';
import type { Work } from './work.js';

export interface NavParts {
  readonly stack: Stack;
  readonly work: Work;
  readonly t: Translate;
  readonly log: Log;
  readonly refresh: () => void;
  readonly notice: (text: string, style: Style) => void;
  /** Whoever is here may open the screen of this name. */
  readonly admits: (screen: string) => boolean;
}

/** `self`: the screen it belongs to; without it `pop` and `replace` mean the top one. */
export function createNav(parts: NavParts, self?: Entry): Nav {
  const { stack, work, t } = parts;
  const own = (): Entry => self ?? stack.top();

  /** Opens a question and parks the handler that asks it. Resolves with undefined when it is taken away unanswered. */
  function ask<T>(make: (finish: Finish<T>) => Screen): Promise<T | undefined> {
    work.forget();
    const unpark = work.park();
    return new Promise((resolve) => {
      let answered = false;
      const finish: Finish<T> = (value) => {
        if (answered) return;
        answered = true;
        unpark();
        stack.remove(entry);
        resolve(value);
      };
      const entry = stack.push(make(finish), stack.has(own()) ? own() : stack.top());
    });
  }

  function admitted(screen: string): boolean {
    const isAdmitted = parts.admits(screen);
    if (!isAdmitted) parts.notice(t('ui.not-admitted'), 'warning');
    return isAdmitted;
  }

  async function home(): Promise<boolean> {
    const unfinished = stack.above().find(({ screen }) => screen.leave?.() === 'ask');
    if (unfinished && !(await nav.confirm(dropQuestion(unfinished.screen, t)))) return false;
    stack.clear();
    return true;
  }

  const nav: Nav = {
    push: (screen) => {
      if (admitted(screen.name)) stack.push(screen);
    },
    anew: (name, make) => {
      if (!admitted(name)) return;
      const former = stack.above().find(({ screen }) => screen.name === name);
      if (former) stack.remove(former);
      stack.push(make());
    },
    show: (name, make) => {
      if (admitted(name) && !stack.raise(name)) stack.push(make());
    },
    pop: () => stack.remove(own()),
    replace: (screen) => {
      if (admitted(screen.name)) stack.replace(own(), screen);
    },
    home,
    ask,
    refresh: parts.refresh,
    message: async (message) => {
      await ask<true>((finish) => messageDialog(asMessage(message), finish));
    },
    confirm: async (question) =>
      (await ask<true>((finish) => confirmDialog(asMessage(question), finish))) === true,
    choose: async <T>(title: string, choices: readonly Choice<T>[]) => {
      const chosen = await ask<Choice<T>>((finish) => choiceDialog(title, choices, finish));
      return chosen?.value;
    },
    progress: (title, run) => showProgress(parts, own(), title, run),
    notice: (text, style = 'good') => parts.notice(text, style),
    failed: (error) => nav.message(failureMessage(error, parts)),
  };
  return nav;
}

/** The bar parks the handler: function keys go on working while it runs. */
async function showProgress<T>(
  { stack, work, refresh }: NavParts,
  owner: Entry,
  title: string,
  run: (report: (part: number) => void) => Promise<T>,
): Promise<T> {
  let part = 0;
  const entry = stack.push(
    progressDialog(title, () => part),
    owner,
  );
  const unpark = work.park();
  try {
    return await run((done) => {
      const seen = Math.floor(part * 100) !== Math.floor(done * 100);
      part = done;
      if (seen) refresh();
    });
  } finally {
    unpark();
    stack.remove(entry);
  }
}

export function dropQuestion({ drop = 'ui.drop' }: Screen, t: Translate): Message {
  return { title: t(`${drop}.title`), text: t(drop), style: 'warning' };
}

function asMessage(message: string | Message): Message {
  return typeof message === 'string' ? { text: message } : message;
}

/** The words of `error.<layer/reason>`, else of `error.<layer>`, else that something unexpected happened. */
function failureMessage(error: unknown, { t, log }: NavParts): Message {
  const code = isTerminalError(error) ? error.code : 'unexpected';
  log.error(
    { code, error: messageOf(error), stack: error instanceof Error ? error.stack : undefined },
    'shown to the person',
  );
  const context = isTerminalError(error) ? error.context : {};
  const vars = { ...plain(context), code };
  const keys = [`error.${code}`, `error.${code.split('/')[0] ?? ''}`];
  const text = keys
    .map((key) => ({ key, text: t(key, vars) }))
    .find((found) => found.text !== found.key)?.text;
  return { title: t('ui.failed'), text: text ?? t('error.unknown', vars), style: 'warning' };
}

function plain(context: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(context)) {
    if (typeof value === 'string' || typeof value === 'number') out[key] = value;
  }
  return out;
}
