/** The terminal's face: what calls, taps, texts and devices do to the screen. */
import type { Unsubscribe } from '../drivers/device.js';
import type { Log } from '../drivers/host/types.js';
import type { Keypad } from '../drivers/keypad/types.js';
import type { App } from './app.js';
import { type ApprovalsEvents, approvalById } from './approvals/index.js';
import { type DeskChange, isBlocked, type LiveCall } from './calls/index.js';
import { callBanner, owedBanner } from './calls/screens/banner.js';
import { CARD } from './calls/screens/card.js';
import { createGreeting } from './calls/screens/greeting.js';
import { takesTexts } from './calls/screens/words.js';
import { customerByNo } from './customers/index.js';
import { createFollowupBell } from './followups/index.js';
import type { Addressee } from './go.js';
import { createHomeScreen, HOME } from './home/screen.js';
import type { DomainEvent } from './kernel/events.js';
import { createMeeting } from './meeting.js';
import { senderShown } from './messaging/index.js';
import { isTerminalLocked } from './owner/index.js';
import { createLockScreen, LOCK } from './owner/screens/lock.js';
import type { Right } from './people/index.js';
import { createGuard } from './people/screens/guard.js';
import { mayView } from './people/views.js';
import { shopOf } from './shop/index.js';
import { keptWords } from './typing/index.js';
import { createTranslate, type Locale } from './ui/catalogue.js';
import { createFormat } from './ui/format.js';
import type { StatusFacts } from './ui/status.js';
import type { Display } from './ui/toolkit/display.js';
import type { Profile } from './ui/types.js';
import { createUi, type Ui } from './ui/ui.js';
import { createWays } from './ways.js';
import { ALL_TEXTS } from './words.js';

export interface ScreensOptions {
  readonly app: App;
  readonly display: Display;
  readonly keypads: readonly Keypad[];
  readonly profile: Profile;
  readonly locale: Locale;
  readonly timezone: string;
  readonly log: Log;
}

export interface Screens {
  readonly ui: Ui;
  /** Tells that boot cut the end of the journal off, and where it is kept. */
  tellCutAside(path: string): void;
  stop(): void;
}

const BAD_TAP = {
  'no-uid': 'error.command/card-phone',
  'left-too-early': 'customers.bad-tap',
  'no-answer': 'customers.bad-tap',
} as const;

export function startScreens(options: ScreensOptions): Screens {
  const { app, profile, locale, log } = options;
  const t = createTranslate(locale, ALL_TEXTS);
  const { door } = app;
  const format = createFormat(locale, options.timezone, () => !door.may('customers.numbers'));
  const look = { t, format, profile, isLocked: () => door.state() === 'locked' };
  let owed: Addressee | undefined;

  const go = createWays(app, format, {
    takeOwed() {
      const taken = owed;
      owed = undefined;
      showBanner();
      return taken;
    },
    cardShown: () => showBanner(),
    cardGone: () => showBanner(),
  });

  const greeting = createGreeting(app, t, go.selling);
  const cards = createMeeting({ app, go, greeting, t, format });

  const ui = createUi({
    display: options.display,
    profile,
    t,
    format,
    clock: app.clock,
    log,
    typing: { chineseFirst: locale === 'zh-CN', learned: keptWords(app.kernel, log) },
    home: createHomeScreen(app, go),
    status: statusOf(app),
    admits: (screen) => mayView(door, screen),
    may: (right) => door.may(right as Right),
    functionKeys: [
      { key: 'f1', open: go.callDesk },
      { key: 'f2', open: (nav) => go.sale(nav) },
      { key: 'f3', open: (nav) => go.customers(nav) },
      { key: 'f4', open: (nav) => (ui.top() === HOME ? guard.lock('key') : nav.home()) },
      { key: 'f5', open: (nav) => go.texts(nav) },
      { key: 'f12', open: () => guard.lock('key') },
    ],
    onScan: ({ code }, nav) => cards.scanned(code, nav),
  });

  const guard = createGuard({ app, ui, t, log });

  function showBanner(): void {
    const live = app.desk.live();
    if (live.length === 1 && ui.top() === CARD)
      ui.setBanner(undefined); // The card says it already.
    else if (live.length > 0) ui.setBanner(callBanner(app, live, look));
    else ui.setBanner(owed ? owedBanner(owed.key, look) : undefined);
  }

  function callChanged(change: DeskChange, call: LiveCall): void {
    showBanner();
    greeting.calls(app.desk.live());
    // A card that stays on the screen after its call gives way to the next one.
    const free = ui.top() === HOME || (ui.top() === CARD && app.desk.live().length === 1);
    if (change === 'rang' && (free || call.direction === 'out')) go.callCard(ui.nav, call);
    if (
      change === 'ended' &&
      call.direction === 'in' &&
      call.state === 'ended' &&
      takesTexts(call.key) &&
      ui.top() !== CARD
    )
      owe(call);
  }

  /** The caller is owed a text: at once when nobody is in the middle of something, else with F1. */
  function owe(call: LiveCall): void {
    const to: Addressee = { key: call.key, template: 'hang-up', cause: 'call' };
    if (ui.top() === HOME) {
      go.compose(ui.nav, to);
      return;
    }
    owed = to;
    showBanner();
  }

  /** An owner locked it by text, or before the power went. */
  function lockWhenAsked(): void {
    if (isTerminalLocked(app.kernel.state)) ui.nav.show(LOCK, () => createLockScreen(app));
  }

  const endings = [
    app.desk.onChange(callChanged),
    door.onChange(showBanner),
    app.devices.reader.onBadTap(({ reason }) => ui.nav.notice(t(BAD_TAP[reason]), 'warning')),
    app.kernel.onCommit(({ events }) => {
      const settled = approvalNotice(app, events, t);
      if (settled !== undefined) ui.nav.notice(settled);
      else
        noticeOf(
          events,
          (text) => ui.nav.notice(text),
          look,
          (key) => isBlocked(app.kernel.state, key),
        );
      lockWhenAsked();
      ui.setStatus(statusOf(app));
      if (app.desk.live().length > 0) showBanner();
    }),
    createFollowupBell(app.kernel, app.clock, ({ customer, words }) => {
      if (door.state() === 'locked') return; // It is nobody's to read; the home screen counts it.
      const name = customerByNo(app.kernel.state, customer)?.name ?? '';
      ui.nav.notice(t('followups.rings', { name, words }), 'warning');
    }),
    ...followStatus(app, () => ui.setStatus(statusOf(app))),
    ...options.keypads.flatMap((keypad) => [keypad.onKey(guard.key), keypad.onScan(guard.scan)]),
  ];
  app.taps.start(ui.top, (tap) => void cards.met(tap, ui.nav).catch(ui.nav.failed));
  lockWhenAsked();
  if (door.state() === 'open') ui.nav.notice(t('people.first.offer'));
  return {
    ui: { ...ui, key: guard.key, scan: guard.scan },
    tellCutAside: (path) => void ui.nav.message({ text: t('home.cut-aside', { path }), style: 'warning' }),
    stop() {
      guard.stop();
      for (const end of endings) end();
      ui.stop();
    },
  };
}

function noticeOf(
  events: readonly DomainEvent[],
  notice: (text: string) => void,
  { t, format }: { t: ReturnType<typeof createTranslate>; format: ReturnType<typeof createFormat> },
  blocked: (key: string) => boolean,
): void {
  for (const event of events) {
    if (event.type !== 'messaging.received') continue;
    const { key, from } = event as unknown as { key: string; from: string };
    if (blocked(key)) continue;
    notice(t('home.text-came', { from: key === '' ? senderShown(from, t) : format.phone(key) }));
  }
}

/** What an owner has settled by text; the text itself needs no notice then. */
function approvalNotice(
  app: App,
  events: readonly DomainEvent[],
  t: ReturnType<typeof createTranslate>,
): string | undefined {
  const settled = events.find(({ type }) => type === 'approvals.settled');
  if (!settled) return undefined;
  const { approval, granted } = settled as unknown as ApprovalsEvents['approvals.settled'];
  const number = approvalById(app.kernel.state, approval)?.no ?? 0;
  return t(granted ? 'counter.approval.granted' : 'counter.approval.denied', { number });
}

function followStatus(app: App, changed: () => void): Unsubscribe[] {
  const { modem, reader, printer, link } = app.devices;
  return [
    ...[modem, reader, printer, link].map((device) => device.onStatus(changed)),
    modem.onInfo(changed),
    app.sync.onChange(changed),
  ];
}

function statusOf(app: App): StatusFacts {
  const { modem, reader, printer, link } = app.devices;
  const { bars, operator } = modem.info();
  return {
    place: `${shopOf(app.kernel.state).name} ${app.terminal}`,
    modem: {
      ...modem.status(),
      ...(bars !== undefined && { bars }),
      ...(operator !== undefined && { operator }),
    },
    printer: printer.status(),
    reader: reader.status(),
    office: { ...link.status(), unsent: app.sync.status().unsent },
  };
}
