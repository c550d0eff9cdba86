/** Where a key goes: to a function key's screen, to the top screen, or to what every screen can do. */
import type { Log } from '../../../drivers/host/types.js';
import { keyLabel } from '../frame.js';
import { viewOf } from '../painter.js';
import type { Key, KeyName, Nav, Outcome, Scan, ScreenContext, Translate } from '../types.js';
import { dropQuestion } from './nav.js';
import type { Entry, Stack } from './stack.js';
import { isPromise } from './work.js';

/** A key that opens something from everywhere. */
export interface FunctionKey {
  readonly key: KeyName;
  readonly open: (nav: Nav) => unknown;
}

export interface RouterOptions {
  readonly stack: Stack;
  readonly contextOf: (entry: Entry) => ScreenContext;
  readonly nav: Nav;
  readonly t: Translate;
  readonly log: Log;
  /** F4 is Home without being named here. */
  readonly functionKeys: readonly FunctionKey[];
  /** A scan that the top screen has no use for. */
  readonly onScan?: (scan: Scan, nav: Nav) => unknown;
}

export interface Router {
  /** Handles one key; a promise when a handler waits. */
  pressed(key: Key): unknown;
  scanned(scan: Scan): unknown;
}

/** Keys that do their work again while they are held; OK, Cancel, `#` and the function keys do not. */
const REPEATS = /^([0-9*]|delete|up|down|left|right|pageup|pagedown|text)$/;

export function createRouter(options: RouterOptions): Router {
  const { contextOf, nav, t } = options;
  const functionKeys = new Map<KeyName, FunctionKey['open']>([
    ['f4', (go) => go.home()],
    ...options.functionKeys.map(({ key, open }) => [key, open] as const),
  ]);

  function pressed(key: Key): unknown {
    if (key.repeat === true && !REPEATS.test(key.name)) return undefined;
    const entry = options.stack.top();
    const open = functionKeys.get(key.name);
    if (open !== undefined) return options.stack.locked() ? undefined : open(nav);
    return whenUnused(entry.screen.key(key, contextOf(entry)), () => unused(key, entry));
  }

  function scanned(scan: Scan): unknown {
    const entry = options.stack.top();
    const outcome = entry.screen.scan === undefined ? 'unused' : entry.screen.scan(scan, contextOf(entry));
    return whenUnused(outcome, () => (options.stack.locked() ? undefined : options.onScan?.(scan, nav)));
  }

  function unused(key: Key, entry: Entry): unknown {
    if (key.name === 'cancel') return leave(entry);
    if (key.name === '#') return actions(entry);
    if (key.text === '?') return help(entry);
    return read(key.name, entry);
  }

  /** A body that is longer than the screen moves, though its screen knows nothing of it. */
  function read(name: KeyName, entry: Entry): undefined {
    const context = contextOf(entry);
    const { rows } = context.size;
    const step = { up: -1, down: 1, pageup: -rows, pagedown: rows }[name as string];
    if (step === undefined) return undefined;
    const last = viewOf(entry.screen, context, options.log).body.length - rows;
    entry.first = Math.max(0, Math.min((entry.first ?? 0) + step, last));
    return undefined;
  }

  /** One step back; asks when typed input would be lost. */
  function leave(entry: Entry): unknown {
    const stack = options.stack;
    if (entry === stack.home() || entry.screen.locks === true) return undefined;
    if (entry.screen.leave?.() !== 'ask') return stack.remove(entry);
    return contextOf(entry)
      .nav.confirm(dropQuestion(entry.screen, t))
      .then((drop) => drop && stack.remove(entry));
  }

  /** Everything that can be done here, and the help; what is chosen acts as its key. */
  async function actions(entry: Entry): Promise<void> {
    const context = contextOf(entry);
    const hints = viewOf(entry.screen, context, options.log).hints ?? [];
    const chosen = await context.nav.choose<KeyName | 'help'>(t('ui.actions'), [
      ...hints.map((hint) => ({
        label: hint.right === undefined || context.may(hint.right) ? hint.label : asking(hint.label),
        note: keyLabel(hint.key, t),
        value: hint.key,
      })),
      { label: t('ui.help'), note: '?', value: 'help' },
    ]);
    if (chosen === 'help') await help(entry);
    else if (chosen !== undefined) await pressed(keyNamed(chosen));
  }

  /** Somebody’s PIN is needed for it. */
  const asking = (label: string): string => `${label} ${t('ui.asks')}`;

  function help(entry: Entry): Promise<void> {
    const title = `${t(entry.screen.name)} · ${t('ui.help')}`;
    return contextOf(entry).nav.message({ title, text: t(entry.screen.help) });
  }

  return { pressed, scanned };
}

function keyNamed(name: KeyName): Key {
  return /^[0-9*#]$/.test(name) ? { name, text: name } : { name };
}

function whenUnused(outcome: Outcome | Promise<Outcome>, then: () => unknown): unknown {
  if (isPromise(outcome))
    return Promise.resolve(outcome).then((late) => (late === 'unused' ? then() : undefined));
  return outcome === 'unused' ? then() : undefined;
}
