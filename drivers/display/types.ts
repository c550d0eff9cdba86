import type { Device } from '../device.js';

/** A customer display of two lines by twenty columns. Chinese counts two columns. */
export interface CustomerDisplay extends Device {
  /** Shows two lines, cut to the width by display columns. Never throws; a missing display shows nothing. */
  show(top: string, bottom: string): void;
}
