/** Puts the log-in before everything while nobody is here, and locks when nobody has touched a key for a while. */
import type { Log } from '../../../drivers/host/types.js';
import { messageOf } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import type { Key, Scan, Translate } from '../../ui/types.js';
import type { Ui } from '../../ui/ui.js';
import { idleMinutes } from '../queries.js';
import { askForGrant } from './approve.js';
import { createLoginScreen, LOGIN } from './login.js';

export interface GuardParts {
  readonly app: App;
  readonly t: Translate;
  readonly log: Log;
  readonly ui: Pick<Ui, 'nav' | 'sift' | 'key' | 'scan'>;
}

export interface Guard {
  /** Gives a key to the screens; the time until it locks begins anew. */
  key(key: Key): void;
  /** Gives what was scanned to the screens: whoever scans goods for minutes is there, without a key. */
  scan(scan: Scan): void;
  /** Nothing happens while there are no employees. */
  lock(why: 'key' | 'idle'): void;
  stop(): void;
}

const MINUTE_MS = 60_000;

export function createGuard({ app, ui, t, log }: GuardParts): Guard {
  const { door, clock } = app;
  const { nav } = ui;
  let forget = (): void => undefined;

  function look(): void {
    if (door.state() === 'locked') nav.show(LOGIN, () => createLoginScreen(app));
    else ui.sift();
    nav.refresh();
  }

  function lock(why: 'key' | 'idle'): void {
    forget();
    door.lock(why).catch((error: unknown) => {
      log.error({ error: messageOf(error) }, 'the locking was not written down');
    });
  }

  function touched(): void {
    forget();
    const minutes = door.state() === 'in' ? idleMinutes(app.kernel.state) : 0;
    if (minutes > 0) forget = clock.after(minutes * MINUTE_MS, () => lock('idle'));
  }

  door.askWith((wanted) => askForGrant(app, nav, t, wanted));
  const endings = [
    door.onChange(() => {
      look();
      touched();
    }),
    app.kernel.onCommit(({ events }) => {
      if (events.some(({ type }) => type.startsWith('people.'))) look();
    }),
  ];
  look();
  return {
    key(key) {
      touched();
      ui.key(key);
    },
    scan(scan) {
      touched();
      ui.scan(scan);
    },
    lock,
    stop() {
      forget();
      for (const end of endings) end();
    },
  };
}
