/** Opens a USB keypad with node-hid 3.4; the only file that loads it. */

import { messageOf, TerminalError } from '../../protocol/errors.js';

/** The part of node-hid that is used here. */
export interface HidModule {
  setDriverType(type: 'hidraw' | 'libusb'): void;
  devicesAsync(): Promise<readonly HidInfo[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

export interface HidInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** The only sign of an unplugged device. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): Promise<void>;
}

/** Vendor and product numbers of the one device to use; any keyboard when undefined. */
export type HidMatch = { readonly vendorId: number; readonly productId: number } | undefined;

/**
 * Takes the device away from the system, so that its keys do not also reach the console.
 * @throws TerminalError `keypad/no-library` when node-hid, or the native library below it, is not installed;
 * `keypad/no-keypad` when no such device is connected; `keypad/not-permitted` when it is there but cannot be opened.
 */
export async function openHidDevice(
  match: HidMatch,
  load: () => Promise<HidModule> = loadNodeHid,
): Promise<HidHandle> {
  const module = await load().catch((cause: unknown) => {
    throw failure('no-library', `node-hid cannot be loaded: ${messageOf(cause)}`, cause);
  });
  // hidraw, the default, would leave the keys to the console as well. Must come before the first use of any kind.
  module.setDriverType('libusb');
  const path = await findPath(module, match);
  return module.HIDAsync.open(path).catch((cause: unknown) => {
    throw failure('not-permitted', `the keypad cannot be opened: ${messageOf(cause)}`, cause);
  });
}

/** node-hid as it is installed; fails when it is not. */
export async function loadNodeHid(): Promise<HidModule> {
  return import('node-hid');
}

async function findPath(module: HidModule, match: HidMatch): Promise<string> {
  const devices = await module.devicesAsync().catch((cause: unknown) => {
    throw failure('no-keypad', `the USB devices cannot be listed: ${messageOf(cause)}`, cause);
  });
  const path = devices.find((info) => fits(info, match))?.path;
  if (path === undefined) throw failure('no-keypad', 'no keypad is connected');
  return path;
}

/** Generic desktop page, keyboard (6) or keypad (7): HID Usage Tables 1.5, clause 4. */
function fits(info: HidInfo, match: HidMatch): boolean {
  if (match !== undefined) return info.vendorId === match.vendorId && info.productId === match.productId;
  return info.usagePage === 1 && (info.usage === 6 || info.usage === 7);
}

function failure(reason: string, message: string, cause?: unknown): TerminalError {
  return new TerminalError(`keypad/${reason}`, message, { cause, retry: 'retry' });
}
