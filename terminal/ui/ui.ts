/**
 * The user interface: a stack of screens, the keys that go to the top one, and the picture that is drawn of it.
 *
 * INVARIANTS
 * - Nothing that a screen throws ends the program: it is logged and shown in words.
 * - Keys are handled in order, one at a time, and none is lost while a handler waits (stack/work.ts).
 * - An incoming call changes the banner's row and nothing else; typing goes on.
 * - A picture is drawn at the end of every step of a handler; changes from elsewhere are drawn once per turn.
 */
import type { Clock, Log } from '../../drivers/host/types.js';
import { bodySize } from './frame.js';
import { createLearned } from './ime/learned.js';
import { createPainter } from './painter.js';
import { createNav, type NavParts } from './stack/nav.js';
import { createRouter, type FunctionKey } from './stack/router.js';
import { createStack, type Entry } from './stack/stack.js';
import { createWork } from './stack/work.js';
import type { StatusFacts } from './status.js';
import type { Display } from './toolkit/display.js';
import type {
  Format,
  Key,
  Line,
  Nav,
  Profile,
  Scan,
  Screen,
  ScreenContext,
  Translate,
  Typing,
} from './types.js';

export type { FunctionKey } from './stack/router.js';

export interface UiOptions {
  readonly display: Display;
  readonly profile: Profile;
  readonly t: Translate;
  readonly format: Format;
  readonly clock: Clock;
  readonly log: Log;
  readonly home: Screen;
  readonly status: StatusFacts;
  /** Letters first, and nothing learned, without. */
  readonly typing?: Typing;
  /** F4 is Home without being named here. */
  readonly functionKeys?: readonly FunctionKey[];
  /** Whoever is here may open the screen of this name; everybody everything without. */
  readonly admits?: (screen: string) => boolean;
  /** Whoever is here has this right; everybody every one without. */
  readonly may?: (right: string) => boolean;
  /** A scan that the top screen has no use for. */
  readonly onScan?: (scan: Scan, nav: Nav) => unknown;
}

export interface Ui {
  /** Moves between screens for what happens outside of them: a call, a tap. */
  readonly nav: Nav;
  key(key: Key): void;
  scan(scan: Scan): void;
  setStatus(status: StatusFacts): void;
  /** One row above the body; undefined takes it away. */
  setBanner(banner: Line | undefined): void;
  /** Takes away the screens that whoever is here now may not see: somebody else came. */
  sift(): void;
  /** Name of the screen on top. */
  top(): string;
  /** Resolves when every key so far has been handled. */
  idle(): Promise<void>;
  /** Gives the display back. */
  stop(): void;
}

/** Shows `home` at once. */
export function createUi(options: UiOptions): Ui {
  const { display, profile, t, format, clock, log } = options;
  const {
    typing = { chineseFirst: false, learned: createLearned() },
    admits = () => true,
    may = () => true,
  } = options;
  const size = bodySize({ columns: profile.columns, rows: profile.rows });
  const contexts = new WeakMap<Entry, ScreenContext>();
  const stack = createStack(options.home, settleTop);
  const top = () => {
    const entry = stack.top();
    return { screen: entry.screen, context: contextOf(entry), first: entry.first ?? 0 };
  };
  const painter = createPainter({ display, profile, t, format, clock, log, top }, options.status);
  const work = createWork({
    failed: (error) => void nav.failed(error),
    stepped: () => {
      painter.busy(work.busy());
      painter.draw();
    },
  });
  const parts: NavParts = { stack, work, t, log, refresh: painter.refresh, notice: painter.notice, admits };
  const nav = createNav(parts);
  const { functionKeys = [], onScan } = options;
  const router = createRouter({
    stack,
    contextOf,
    nav,
    t,
    log,
    functionKeys,
    ...(onScan === undefined ? {} : { onScan }),
  });
  let entered: Entry | undefined;

  function contextOf(entry: Entry): ScreenContext {
    const known = contexts.get(entry);
    if (known !== undefined) return known;
    const context = { t, format, profile, clock, typing, size, admits, may, nav: createNav(parts, entry) };
    contexts.set(entry, context);
    return context;
  }

  /** Tells the screen that has come to the top so; its `enter` is work like a key. */
  function settleTop(): void {
    const entry = stack.top();
    if (entry !== entered) {
      entered = entry;
      work.first(() => (entry === stack.top() ? entry.screen.enter?.(contextOf(entry)) : undefined));
    }
    painter.refresh();
  }

  display.onResize(painter.refresh);
  settleTop();
  painter.draw();
  return {
    nav,
    key: (key) => work.add(() => router.pressed(key)),
    scan: (scan) => work.add(() => router.scanned(scan)),
    setStatus: painter.status,
    setBanner: painter.banner,
    sift: () => {
      for (const entry of stack.above()) if (!admits(entry.screen.name)) stack.remove(entry);
    },
    top: () => stack.top().screen.name,
    idle: work.idle,
    stop: () => {
      painter.stop();
      stack.clear();
      display.close();
    },
  };
}
