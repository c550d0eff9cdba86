/** A user interface without hardware: virtual clock, keys from strings, the last picture as text. */
import type { DeviceStatus } from '../../drivers/device.js';
import type { Log } from '../../drivers/host/types.js';
import {
  createFormat,
  createMemoryDisplay,
  createTranslate,
  createUi,
  type Display,
  type Key,
  type KeyName,
  type Locale,
  type MemoryDisplay,
  PROFILES,
  type Profile,
  type Screen,
  type StatusFacts,
  type Texts,
  type Ui,
  type UiOptions,
  uiTexts,
} from '../../terminal/ui/index.js';
import { type VirtualClock, virtualClock } from './virtual-clock.js';

const READY: DeviceStatus = { state: 'ready' };

export const ALL_WELL: StatusFacts = {
  place: '福源水果店 1号机',
  modem: { ...READY, bars: 4, operator: '中国移动' },
  printer: READY,
  reader: READY,
  office: { ...READY, unsent: 0 },
};

/** Sunday 2026-11-22 10:42 in Shanghai. */
export const SUNDAY_MORNING_MS = Date.UTC(2026, 10, 22, 2, 42, 0);

export interface StartOptions
  extends Partial<Pick<UiOptions, 'admits' | 'functionKeys' | 'onScan' | 'typing'>> {
  readonly home: Screen;
  readonly profile?: Profile;
  readonly locale?: Locale;
  readonly texts?: readonly Texts[];
  /** A memory display when left out. */
  readonly display?: Display;
}

export interface StartedUi {
  readonly ui: Ui;
  readonly clock: VirtualClock;
  /** Presses keys and waits until they are handled: `f1`, `ok`, `8`, `text:王`. */
  press(...keys: string[]): Promise<void>;
  /** The same without waiting. */
  tap(...keys: string[]): void;
  /** Rows of the memory display. */
  rows(): string[];
  text(): string;
  readonly memory: MemoryDisplay;
  /** What was logged as an error. */
  readonly errors: object[];
}

export function startUi(options: StartOptions): StartedUi {
  const profile = options.profile ?? PROFILES.standard;
  const clock = virtualClock(SUNDAY_MORNING_MS);
  const memory = createMemoryDisplay(profile);
  const errors: object[] = [];
  const locale = options.locale ?? 'zh-CN';
  const ui = createUi({
    display: options.display ?? memory,
    profile,
    t: createTranslate(locale, [uiTexts, ...(options.texts ?? [])]),
    format: createFormat(locale, 'Asia/Shanghai'),
    clock,
    log: collectingLog(errors),
    home: options.home,
    status: ALL_WELL,
    ...(options.functionKeys === undefined ? {} : { functionKeys: options.functionKeys }),
    ...(options.onScan === undefined ? {} : { onScan: options.onScan }),
    ...(options.typing === undefined ? {} : { typing: options.typing }),
    ...(options.admits === undefined ? {} : { admits: options.admits }),
  });
  const tap = (...keys: string[]): void => {
    for (const key of keys) ui.key(keyOf(key));
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      tap(key);
      await ui.idle();
      await clock.settle();
    }
  };
  return { ui, clock, press, tap, rows: memory.text, text: () => memory.text().join('\n'), memory, errors };
}

/** `text:王` is a character, everything else a named key. */
export function keyOf(name: string): Key {
  if (name.startsWith('text:')) return { name: 'text', text: name.slice(5) };
  return /^[0-9*#]$/.test(name) ? { name: name as KeyName, text: name } : { name: name as KeyName };
}

export function collectingLog(errors: object[]): Log {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (facts) => errors.push(facts),
    child: () => log,
  };
  return log;
}
