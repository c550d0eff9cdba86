/** What every keypad has: listeners, a status, and the way from a stroke to a named key or a scan. */

import { type KeypadMap, mapStroke } from '../../protocol/hid/keypad-map.js';
import type { Stroke } from '../../protocol/hid/stroke.js';
import type { DeviceStatus } from '../device.js';
import type { Clock } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import { createClassifier } from './classifier.js';
import type { Key, Keypad, Scan } from './types.js';

export interface Outlet {
  feed(stroke: Stroke, repeat?: boolean): void;
  setStatus(next: DeviceStatus): void;
  /** Forgets what waits to be given out. */
  drop(): void;
  readonly offer: Pick<Keypad, 'status' | 'onStatus' | 'onKey' | 'onScan'>;
}

/** @param garbage told how many characters a burst without an end had that was thrown away. */
export function createOutlet(map: KeypadMap, clock: Clock, garbage: (characters: number) => void): Outlet {
  const keys = listeners<[Key]>();
  const scans = listeners<[Scan]>();
  const statuses = listeners<[DeviceStatus]>();
  let status: DeviceStatus = { state: 'absent' };
  const classifier = createClassifier(clock, {
    key(stroke, repeat) {
      const key = mapStroke(map, stroke);
      if (key !== undefined) keys.call(repeat ? { ...key, repeat: true } : key);
    },
    scan: (code) => scans.call({ code }),
    garbage,
  });
  return {
    feed: classifier.feed,
    drop: classifier.close,
    setStatus(next) {
      if (next.state === status.state && next.reason === status.reason) return;
      status = next;
      statuses.call(next);
    },
    offer: { status: () => status, onStatus: statuses.add, onKey: keys.add, onScan: scans.add },
  };
}
