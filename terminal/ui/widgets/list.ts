/**
 * A list that may be very long: it asks for the rows that are seen and no others. With search every key narrows it at
 * once; without, digits choose among the rows that are seen.
 */
import { cut } from '../../../protocol/text/columns.js';
import { EMPTY, fit, line, lineColumns, pair, paragraph, span, styled } from '../lines.js';
import { isPromise } from '../stack/work.js';
import type { Hint, Key, Line, Outcome, Screen, ScreenContext, View } from '../types.js';
import { createTextInput, searchModes, type TextInput } from './text-input.js';
import { AT_START, digitOfRow, moved, rowOfDigit, type Window, within } from './window.js';

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Rows of the whole list. */
  readonly total: number;
}

export interface ListOptions<Row> {
  readonly name: string;
  readonly help: string;
  readonly path?: string;
  /** Up to `limit` rows from `offset` of what `query` finds; the query is empty when there is no search. */
  readonly page: (offset: number, limit: number, query: string) => Page<Row> | Promise<Page<Row>>;
  readonly row: (row: Row, context: ScreenContext) => Line;
  readonly open?: (row: Row, context: ScreenContext) => Outcome | Promise<Outcome>;
  /** Keys that the list itself has no use for, with the marked row. */
  readonly key?: (key: Key, row: Row | undefined, context: ScreenContext) => Outcome | Promise<Outcome>;
  readonly search?: boolean;
  /** Most rows are names: search begins with what was typed elsewhere. */
  readonly query?: string;
  /** Catalogue key for a list without rows. */
  readonly empty?: string;
  /** Heads of the columns. */
  readonly head?: (context: ScreenContext) => Line;
  /** Sums, at the lower left. */
  readonly totals?: (context: ScreenContext) => Line;
  readonly hints?: (context: ScreenContext, row: Row | undefined) => readonly Hint[];
  readonly title?: (context: ScreenContext) => Line;
  /** Rows come and go while somebody looks: the list follows, and the mark stays on its row. */
  readonly live?: Live<Row>;
}

export interface Live<Row> {
  /** Returns what ends it. */
  readonly onChange: (listener: () => void) => () => void;
  readonly same: (one: Row, other: Row) => boolean;
}

export interface ListScreen<Row> extends Screen {
  /** Asks for the rows again: the data changed. Ends with a redraw. */
  reload(context: ScreenContext): void | Promise<void>;
  marked(): Row | undefined;
}

interface State<Row> {
  window: Window;
  offset: number;
  page: Page<Row>;
}

export function createListScreen<Row>(options: ListOptions<Row>): ListScreen<Row> {
  const state: State<Row> = { window: AT_START, offset: 0, page: { rows: [], total: 0 } };
  let search: TextInput | undefined;
  const searchFor = (context: ScreenContext): TextInput | undefined => {
    if (options.search === true) {
      search ??= createTextInput({ modes: searchModes, text: options.query ?? '' }, context);
    }
    return search;
  };
  const marked = (): Row | undefined => state.page.rows[state.window.marked - state.offset];

  let unfollow = (): void => undefined;

  function follow(context: ScreenContext): void {
    const { live } = options;
    if (live === undefined) return;
    unfollow();
    unfollow = live.onChange(() => {
      const row = marked();
      const keepMark = (): void => {
        const at = row === undefined ? -1 : state.page.rows.findIndex((each) => live.same(each, row));
        if (at >= 0) state.window = { ...state.window, marked: state.offset + at };
      };
      const loaded = load(state.window, context);
      if (isPromise(loaded)) void loaded.then(keepMark, context.nav.failed);
      else keepMark();
    });
  }

  /** Brings the rows of `window` on the screen; at once when the source answers at once. */
  function load(window: Window, context: ScreenContext): void | Promise<void> {
    const height = rowsSeen(options, context);
    const query = searchFor(context)?.text() ?? '';
    const take = (page: Page<Row>): void | Promise<void> => {
      const fitted = within(window, page.total, height);
      if (fitted.first !== window.first && page.total > 0) return load(fitted, context);
      Object.assign(state, { window: fitted, offset: window.first, page });
      context.nav.refresh();
    };
    const page = options.page(window.first, height, query);
    return isPromise(page) ? page.then(take) : take(page);
  }

  function key(pressed: Key, context: ScreenContext): Outcome | Promise<Outcome> {
    const height = rowsSeen(options, context);
    const { window, page } = state;
    if (searchFor(context)?.key(pressed) === true) return load(AT_START, context);
    const row = marked();
    if (pressed.name === 'ok' && row !== undefined && options.open !== undefined)
      return options.open(row, context);
    const next = moved(window, pressed.name, page.total, height) ?? nextPage(pressed, state, height, context);
    if (next !== undefined) return load(next, context);
    const digit = options.search === true ? undefined : rowOfDigit(pressed.name, page.rows.length);
    if (digit !== undefined && options.key === undefined) return chosen(digit, context);
    return options.key === undefined ? 'unused' : options.key(pressed, row, context);
  }

  function chosen(digit: number, context: ScreenContext): Outcome | Promise<Outcome> {
    state.window = { ...state.window, marked: state.offset + digit };
    const row = marked();
    return row === undefined ? undefined : options.open?.(row, context);
  }

  return {
    name: options.name,
    help: options.help,
    ...(options.path === undefined ? {} : { path: options.path }),
    view: (context) => listView(options, state, searchFor(context), context),
    key,
    enter: (context) => {
      follow(context);
      return load(state.window, context);
    },
    closed: () => unfollow(),
    reload: (context) => load(state.window, context),
    marked,
  };
}

/** The standard keypad has no page keys: without search `*` turns the page, from the last to the first. */
function nextPage<Row>(
  key: Key,
  state: State<Row>,
  height: number,
  { profile }: ScreenContext,
): Window | undefined {
  if (key.name !== '*' || profile.letters || state.page.total <= height) return undefined;
  const first = state.window.first + height;
  return first >= state.page.total ? AT_START : within({ marked: first, first }, state.page.total, height);
}

/** Rows left for the list: less the search line, the heads and the line with the sums. */
function rowsSeen<Row>(options: ListOptions<Row>, { size }: ScreenContext): number {
  return Math.max(
    1,
    size.rows - 1 - (options.search === true ? 1 : 0) - (options.head === undefined ? 0 : 1),
  );
}

function listView<Row>(
  options: ListOptions<Row>,
  state: State<Row>,
  search: TextInput | undefined,
  context: ScreenContext,
): View {
  const { size, t } = context;
  const height = rowsSeen(options, context);
  const { rows, total } = state.page;
  const panel = search?.panel(size.columns) ?? [];
  const above: Line[] = search === undefined ? [] : [searchLine(search, context), ...panel];
  if (options.head !== undefined) above.push(options.head(context));
  const digits = search === undefined && options.key === undefined;
  const seen = rows.slice(0, height).map((row, index) => {
    const start = digits ? [span(`${digitOfRow(index)} `, 'key')] : [];
    const drawn = fit([...start, ...options.row(row, context)], size.columns);
    return state.offset + index === state.window.marked ? styled(drawn, 'marked') : drawn;
  });
  if (total === 0) {
    const words = paragraph(emptyText(options, search?.text() ?? '', context), size.columns - 2, 'dim');
    seen.push(EMPTY, ...words.map((row) => [span(' '), ...row]));
  }
  while (seen.length < height) seen.push(EMPTY);
  const to = state.offset + Math.min(rows.length, height);
  const place = total === 0 ? '' : t('ui.list.place', { from: state.offset + 1, to, total });
  const marked = rows[state.window.marked - state.offset];
  const mode = search?.mode();
  return {
    body: [
      ...above,
      ...seen.slice(0, height - panel.length),
      pair(options.totals?.(context) ?? EMPTY, line(place, 'dim'), size.columns),
    ],
    hints: offered(options.hints?.(context, marked) ?? listHints(options, search, context), marked),
    ...(options.title === undefined ? {} : { title: options.title(context) }),
    ...(mode === undefined ? {} : { mode }),
    ...(search === undefined ? {} : { cursor: { row: 0, column: lineColumns(searchLine(search, context)) } }),
  };
}

/** An empty list opens nothing. */
function offered<Row>(hints: readonly Hint[], marked: Row | undefined): readonly Hint[] {
  return marked === undefined ? hints.filter(({ key }) => key !== 'ok') : hints;
}

function searchLine(search: TextInput, { t }: ScreenContext): Line {
  return [span(` ${t('ui.list.search')} `, 'dim'), span(search.text(), 'strong')];
}

function emptyText<Row>(options: ListOptions<Row>, query: string, { t }: ScreenContext): string {
  if (query !== '') return t('ui.list.none', { query: cut(query, 20) });
  return t(options.empty ?? 'ui.list.empty');
}

function listHints<Row>(
  options: ListOptions<Row>,
  search: TextInput | undefined,
  context: ScreenContext,
): Hint[] {
  const { t, profile } = context;
  const hints: Hint[] = [];
  if (options.open !== undefined) hints.push({ key: 'ok', label: t('ui.hint.open') });
  if (search?.mode() !== undefined) hints.push({ key: '*', label: t('ui.hint.mode') });
  else if (search === undefined && !profile.letters) hints.push({ key: '*', label: t('ui.hint.page') });
  hints.push({ key: 'cancel', label: t('ui.hint.back') });
  return hints;
}
