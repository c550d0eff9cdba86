/** The top row: where we are and how every device is, in words; as much as fits, the worst news first to stay. */
import type { DeviceStatus } from '../../drivers/device.js';
import { columns } from '../../protocol/text/columns.js';
import { line, lineColumns, pair, span } from './lines.js';
import type { Format, Line, Profile, Span, Style, Translate } from './types.js';

export interface StatusFacts {
  /** Shop and terminal: `福源水果店 1号机`. */
  readonly place: string;
  /** `bars` 0–5, undefined when unknown. */
  readonly modem: DeviceStatus & { readonly bars?: number; readonly operator?: string };
  readonly printer: DeviceStatus;
  readonly reader: DeviceStatus;
  /** `unsent`: commits that the office has not acknowledged. */
  readonly office: DeviceStatus & { readonly unsent: number };
}

/** One device: the words of the advanced profile, the short ones of the standard profile, and whether all is well. */
interface Item {
  readonly long: string;
  readonly short: string;
  readonly style: Style;
}

const BARS = ['     ', '▂    ', '▂▃   ', '▂▃▄  ', '▂▃▄▅ ', '▂▃▄▅▆'];

export interface StatusLook {
  readonly t: Translate;
  readonly format: Format;
  readonly profile: Profile;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** The status row, exactly `profile.columns` wide. */
export function statusLine(facts: StatusFacts, look: StatusLook): Line {
  const { t, format, profile, now } = look;
  const items = [modemItem(facts.modem, t), ...deviceItems(facts, t), officeItem(facts.office, t)];
  const wide = profile.columns >= 80;
  const clock = wide ? `${format.date(now)} ${format.weekday(now)} ${format.time(now)}` : format.time(now);
  // In the narrow row a device that is well is silent: what is wrong must have room for its word.
  const wanted = wide ? items : items.filter((item, index) => item.style !== 'dim' || index === 0);
  const room = profile.columns - columns(clock) - 1;
  const shown = joined(thatFit(wanted, wide, room), wide);
  const placed = columns(facts.place) + 2 + lineColumns(shown) <= room;
  if (!placed) return pair(shown, clock, profile.columns);
  return pair(line(facts.place, 'strong'), [...shown, span(wide ? '  ' : ' '), span(clock)], profile.columns);
}

/** The items that fit `room`: those that are well give way, the last first. */
function thatFit(items: readonly Item[], wide: boolean, room: number): readonly Item[] {
  const well = items.findLastIndex((item) => item.style === 'dim');
  if (well < 0 || lineColumns(joined(items, wide)) <= room) return items;
  return thatFit(items.toSpliced(well, 1), wide, room);
}

function joined(items: readonly Item[], wide: boolean): Span[] {
  const gap = span(wide ? '  ' : ' ');
  return items.flatMap((item, index) => [
    ...(index === 0 ? [] : [gap]),
    span(wide ? item.long : item.short, item.style),
  ]);
}

function modemItem(modem: StatusFacts['modem'], t: Translate): Item {
  if (modem.state !== 'ready') return deviceItem('modem', modem, t);
  const bars = modem.bars === undefined ? '' : (BARS[Math.min(5, Math.max(0, modem.bars))] ?? '').trimEnd();
  const strength = modem.bars === 0 ? t('ui.status.no-signal') : bars;
  const style = modem.bars === 0 ? 'warning' : 'dim';
  const name = modem.operator ?? t('ui.status.modem');
  return { long: `${strength} ${name}`.trim(), short: strength || t('ui.status.modem.short'), style };
}

function deviceItems(facts: StatusFacts, t: Translate): Item[] {
  return [deviceItem('printer', facts.printer, t), deviceItem('reader', facts.reader, t)];
}

function officeItem(office: StatusFacts['office'], t: Translate): Item {
  const unsent = office.unsent > 0 ? ` ${t('ui.status.unsent', { count: office.unsent })}` : '';
  const item = deviceItem('office', office, t);
  const up = office.state === 'ready';
  return {
    long: up && unsent !== '' ? `${t('ui.status.office')}${unsent}` : `${item.long}${unsent}`,
    short: up && unsent !== '' ? t('ui.status.unsent', { count: office.unsent }) : `${item.short}${unsent}`,
    style: up && unsent !== '' ? 'normal' : item.style,
  };
}

function deviceItem(
  name: 'modem' | 'printer' | 'reader' | 'office',
  status: DeviceStatus,
  t: Translate,
): Item {
  const word = wordOf(status, t);
  return {
    long: `${t(`ui.status.${name}`)} ${word}`,
    short: `${t(`ui.status.${name}.short`)}${word}`,
    style: STYLES[status.reason === 'not-configured' ? 'ready' : status.state],
  };
}

/** What is ready, or was never installed, is no news. */
const STYLES = {
  ready: 'dim',
  initialising: 'normal',
  opening: 'warning',
  absent: 'warning',
  degraded: 'warning',
} as const satisfies Record<DeviceStatus['state'], Style>;

/** A longer reason is told on the screen of the devices. */
const REASON_COLUMNS_MAX = 8;

/** Why it does not work, when that takes few words: `缺纸` says more than `故障`. */
function wordOf({ state, reason }: DeviceStatus, t: Translate): string {
  const key = `devices.reason.${reason}`;
  const why = state === 'ready' || reason === undefined ? key : t(key);
  return why === key || columns(why) > REASON_COLUMNS_MAX ? t(`ui.state.${state}`) : why;
}
