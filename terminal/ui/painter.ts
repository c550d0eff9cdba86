/** Draws the picture: the top screen's view with status, banner, notice and hints round it, once per turn at most. */
import type { Cancel, Clock, Log } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';
import { compose, tooSmall } from './frame.js';
import { line, paragraph } from './lines.js';
import { type StatusFacts, statusLine } from './status.js';
import type { Display } from './toolkit/display.js';
import type { Format, Line, Profile, Screen, ScreenContext, Style, Translate, View } from './types.js';

export interface PainterOptions {
  readonly display: Display;
  readonly profile: Profile;
  readonly t: Translate;
  readonly format: Format;
  readonly clock: Clock;
  readonly log: Log;
  /** What is on top now. */
  readonly top: () => { readonly screen: Screen; readonly context: ScreenContext; readonly first: number };
}

export interface Painter {
  /** Draws at the end of this turn of the event loop: a burst of changes makes one picture. */
  refresh(): void;
  /** Draws now. */
  draw(): void;
  status(facts: StatusFacts): void;
  banner(row: Line | undefined): void;
  notice(text: string, style: Style): void;
  /** A handler waits: says so when it takes long. */
  busy(on: boolean): void;
  stop(): void;
}

const NOTICE_MS = 4_000;
const BUSY_SHOWN_AFTER_MS = 150;
const MINUTE_MS = 60_000;

export function createPainter(options: PainterOptions, firstStatus: StatusFacts): Painter {
  const { clock } = options;
  const shown: Shown = { status: firstStatus };
  let queued = false;
  let stopped = false;
  let endNotice: Cancel | undefined;
  let endBusy: Cancel | undefined;
  let endMinute: Cancel = () => undefined;

  const draw = (): void => {
    queued = false;
    if (!stopped) paint(options, shown);
  };
  const refresh = (): void => {
    if (queued) return;
    queued = true;
    queueMicrotask(() => queued && draw());
  };
  const change = (part: Partial<Shown>): void => {
    Object.assign(shown, part);
    refresh();
  };
  const eachMinute = (): void => {
    endMinute = clock.after(MINUTE_MS - (clock.now() % MINUTE_MS), () => {
      refresh();
      eachMinute();
    });
  };
  eachMinute();
  return {
    refresh,
    draw,
    status: (status) => change({ status }),
    banner: (banner) => change({ banner }),
    notice: (text, style) => {
      endNotice?.();
      endNotice = clock.after(NOTICE_MS, () => change({ notice: undefined }));
      change({ notice: line(` ${text}`, style) });
    },
    busy: (on) => {
      if (on) {
        endBusy ??= clock.after(BUSY_SHOWN_AFTER_MS, () => change({ busy: true }));
        return;
      }
      endBusy?.();
      endBusy = undefined;
      shown.busy = false;
    },
    stop: () => {
      stopped = true;
      for (const end of [endNotice, endBusy, endMinute]) end?.();
    },
  };
}

interface Shown {
  status: StatusFacts;
  banner?: Line | undefined;
  notice?: Line | undefined;
  busy?: boolean;
}

function paint(options: PainterOptions, shown: Shown): void {
  const { display, profile, t, format, clock } = options;
  const size = { columns: profile.columns, rows: profile.rows };
  const have = display.size();
  if (have.columns < size.columns || have.rows < size.rows) {
    display.draw(tooSmall(have, size, t));
    return;
  }
  const { screen, context, first } = options.top();
  const notice = shown.busy === true ? line(` ${t('ui.busy')}`, 'warning') : shown.notice;
  display.draw(
    compose({
      size,
      t,
      may: context.may,
      view: viewOf(screen, context, options.log),
      first,
      status: statusLine(shown.status, { t, format, profile, now: clock.now() }),
      name: t(screen.name),
      ...(screen.path === undefined ? {} : { path: screen.path }),
      ...(shown.banner === undefined ? {} : { banner: shown.banner }),
      ...(notice === undefined ? {} : { notice }),
    }),
  );
}

/** What a screen shows; a screen that fails to say so is shown as a sentence, and Cancel still leaves it. */
export function viewOf(screen: Screen, context: ScreenContext, log: Log): View {
  try {
    return screen.view(context);
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined;
    log.error({ screen: screen.name, error: messageOf(error), stack }, 'a screen could not be drawn');
    const text = context.t('error.unknown', { code: screen.name });
    return { body: paragraph(text, context.size.columns, 'warning') };
  }
}
