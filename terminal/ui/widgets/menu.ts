/** A menu: a digit chooses, or ↑↓ and OK. The path of digits that led to a screen is its own path and the digit. */
import { pair, span, styled } from '../lines.js';
import type { Hint, Key, Line, Nav, Screen, ScreenContext, Size, Style } from '../types.js';
import { AT_START, digitOfRow, moved, rowOfDigit, type Window, within } from './window.js';

export interface MenuRow {
  /** Translated. */
  readonly label: string;
  /** Translated, at the right end. */
  readonly note?: string;
  readonly noteStyle?: Style;
  /** Whoever is here may not open it. */
  readonly muted?: boolean;
}

/** Rows with their digits, the marked one inverse; arrows at the end of the first and the last one say that there are more. */
export function menuRows(rows: readonly MenuRow[], window: Window, size: Size): Line[] {
  const { first, marked } = within(window, rows.length, size.rows);
  return rows.slice(first, first + size.rows).map((row, offset) => {
    const index = first + offset;
    const style = row.muted === true ? 'dim' : undefined;
    const left = [span(` ${digitOfRow(index)}`, style ?? 'key'), span(` ${row.label}`, style)];
    const isCut = offset === size.rows - 1 && index < rows.length - 1;
    const arrow = offset === 0 && first > 0 ? '↑ ' : isCut ? '↓ ' : '';
    const note = row.note === undefined ? [] : [span(`${row.note} `, row.noteStyle ?? 'dim')];
    const right = arrow === '' ? note : [...note, span(arrow, 'key')];
    const drawn = pair(left, right, size.columns);
    return index === marked ? styled(drawn, 'marked') : drawn;
  });
}

export type MenuMove = { readonly window: Window } | { readonly chosen: number };

/** What a key does in a menu of `count` rows; undefined when it means nothing there. */
export function menuKey(window: Window, key: Key, count: number, height: number): MenuMove | undefined {
  const digit = rowOfDigit(key.name, count);
  if (digit !== undefined) return { chosen: digit };
  if (key.name === 'ok' && count > 0) return { chosen: within(window, count, height).marked };
  const next = moved(window, key.name, count, height);
  return next === undefined ? undefined : { window: next };
}

export interface MenuItem {
  /** Catalogue key; where it is the name of the screen that it opens, the row is grey for who may not open it. */
  readonly label: string;
  /** Translated words beside it now: `3 未回`. */
  readonly note?: (context: ScreenContext) => string | undefined;
  /** Opens it; `path` is for the screen that it opens. */
  readonly open: (nav: Nav, path: string) => void | Promise<void>;
}

export interface MenuOptions {
  readonly name: string;
  readonly help: string;
  readonly path?: string;
  readonly items: readonly MenuItem[];
  readonly hints?: (context: ScreenContext) => readonly Hint[];
}

export function createMenuScreen(options: MenuOptions): Screen {
  const { items } = options;
  let window = AT_START;
  return {
    name: options.name,
    help: options.help,
    ...(options.path === undefined ? {} : { path: options.path }),
    view: (context) => ({
      body: menuRows(
        items.map((item) => menuRow(item, context)),
        window,
        context.size,
      ),
      hints: options.hints?.(context) ?? [
        { key: 'ok', label: context.t('ui.hint.open') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: (key, context) => {
      const move = menuKey(window, key, items.length, context.size.rows);
      if (move === undefined) return 'unused';
      if ('window' in move) {
        window = move.window;
        return undefined;
      }
      window = within({ ...window, marked: move.chosen }, items.length, context.size.rows);
      return items[move.chosen]?.open(context.nav, childPath(options.path, move.chosen));
    },
  };
}

function menuRow(item: MenuItem, context: ScreenContext): MenuRow {
  const note = item.note?.(context);
  const muted = !context.admits(item.label);
  return { label: context.t(item.label), muted, ...(note === undefined ? {} : { note }) };
}

/** `1-3` and the third row: `1-3-3`. */
function childPath(path: string | undefined, row: number): string {
  const digit = digitOfRow(row).trim();
  return path === undefined || path === '' ? digit : `${path}-${digit}`;
}
