/** What each meaning looks like. No style is told by its colour alone: it is bold, inverse or has a sign as well. */
import type { Style } from '../types.js';

/** Tags of the screen library that open a style; `{/}` ends them all. */
export const THEME: Readonly<Record<Style, string>> = {
  normal: '',
  strong: '{bold}',
  dim: '{light-black-fg}',
  title: '{bold}{cyan-fg}',
  marked: '{inverse}',
  warning: '{bold}{yellow-fg}',
  good: '{green-fg}',
  money: '{bold}{green-fg}',
  key: '{bold}{yellow-fg}',
};
