/** A marked row in a long list of which a part is seen: pure arithmetic, shared by menus, lists and messages. */
import type { KeyName } from '../../../drivers/keypad/types.js';

export interface Window {
  /** Index of the marked row. */
  readonly marked: number;
  /** Index of the first row that is seen. */
  readonly first: number;
}

export const AT_START: Window = { marked: 0, first: 0 };

/** The window with `marked` kept inside 0…count-1 and inside what is seen. */
export function within(window: Window, count: number, height: number): Window {
  const marked = Math.max(0, Math.min(window.marked, count - 1));
  const room = Math.max(1, height);
  let first = Math.max(0, Math.min(window.first, count - room));
  if (marked < first) first = marked;
  if (marked >= first + room) first = marked - room + 1;
  return { marked, first };
}

/** The window after an arrow or page key; undefined for any other key. */
export function moved(window: Window, key: KeyName, count: number, height: number): Window | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const rows = step.pages * Math.max(1, height) + step.rows;
  const first = step.pages === 0 ? window.first : window.first + rows;
  return within({ marked: window.marked + rows, first }, count, height);
}

const STEPS: Partial<Record<KeyName, { readonly rows: number; readonly pages: number }>> = {
  up: { rows: -1, pages: 0 },
  down: { rows: 1, pages: 0 },
  pageup: { rows: 0, pages: -1 },
  pagedown: { rows: 0, pages: 1 },
};

/** The row that a digit chooses: 1 the first, 0 the tenth; undefined for other keys. */
export function rowOfDigit(key: KeyName, count: number): number | undefined {
  if (!/^\d$/.test(key)) return undefined;
  const row = key === '0' ? 9 : Number(key) - 1;
  return row < count ? row : undefined;
}

/** The digit that chooses a row, or a space for rows without one. */
export function digitOfRow(row: number): string {
  if (row < 9) return String(row + 1);
  return row === 9 ? '0' : ' ';
}
