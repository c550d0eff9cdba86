/** Devices that this terminal does not have: they are absent, say so, and refuse politely. */
import { TerminalError } from '../protocol/errors.js';
import type { Device, DeviceStatus } from './device.js';
import type { CustomerDisplay } from './display/types.js';
import type { Link } from './link/types.js';
import { noCounters } from './modem/counters.js';
import type { Modem } from './modem/types.js';
import type { Printer } from './printer/types.js';
import type { Reader } from './reader/types.js';

const STATUS: DeviceStatus = { state: 'absent', reason: 'not-configured' };
const nothing = (): void => {};
const never = () => nothing;

const device: Device = {
  status: () => STATUS,
  onStatus: never,
  start: nothing,
  stop: () => Promise.resolve(),
};

function refuse(code: 'modem/absent' | 'printer/absent' | 'link/down'): Promise<never> {
  return Promise.reject(new TerminalError(code, 'this terminal has no such device', { retry: 'person' }));
}

export const absentModem: Modem = {
  ...device,
  info: () => ({ manufacturer: '', model: '', revision: '', profile: 'none', registration: 'unknown' }),
  onInfo: never,
  onCall: never,
  keepTextsWith: nothing,
  sendPart: () => Promise.resolve({ state: 'failed', code: 'absent', retry: 'retry' }),
  answer: () => refuse('modem/absent'),
  hangUp: () => refuse('modem/absent'),
  dial: () => refuse('modem/absent'),
  sendDtmf: () => refuse('modem/absent'),
  say: () => refuse('modem/absent'),
  ussd: () => refuse('modem/absent'),
  counters: noCounters,
};

export const absentReader: Reader = { ...device, onTap: never, onBadTap: never, onLift: never };

export const absentPrinter: Printer = {
  ...device,
  senses: () => ({ paper: 'unknown', cover: 'unknown', online: 'unknown' }),
  print: () => Promise.resolve({ state: 'failed', reason: 'absent', partly: false }),
  openDrawer: () => refuse('printer/absent'),
};

export const absentDisplay: CustomerDisplay = { ...device, show: nothing };

export const absentLink: Link = { ...device, publish: () => refuse('link/down'), subscribe: nothing };
