/**
 * What a screen is. A screen is data and two functions, never a widget of a library: `view` says what is to be seen,
 * `key` says what a key does. The stack (ui.ts) calls them, the toolkit draws what they return.
 *
 * INVARIANTS
 * - `view` is pure and quick: it reads the screen's own state, asks nothing that waits, and changes nothing.
 * - Whatever changes a screen outside of its key handler ends with `nav.refresh()`.
 * - Texts from outside may go into a Span as they are: control characters and emoji are taken out where it is drawn.
 */
import type { Clock } from '../../drivers/host/types.js';
import type { Key, KeyName, Scan } from '../../drivers/keypad/types.js';
import type { Learned } from './ime/learned.js';

export type { Key, KeyName, Scan };

/** How a piece of text looks. Names of meanings: a theme gives each a colour that is never the only mark of it. */
export type Style = 'normal' | 'strong' | 'dim' | 'title' | 'marked' | 'warning' | 'good' | 'money' | 'key';

export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** One row. Longer than the screen is cut with …; make them with the helpers of lines.ts. */
export type Line = readonly Span[];

/** Room in display columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A keypad and a screen that belong together, as data (profiles.ts). */
export interface Profile {
  readonly name: 'standard' | 'advanced';
  readonly columns: number;
  readonly rows: number;
  /** The keypad has letter keys; without them letters are typed by tapping digits. */
  readonly letters: boolean;
}

/** The text of a catalogue key in the chosen language, `{name}` filled in from `vars`. */
export type Translate = (key: string, vars?: Readonly<Record<string, string | number>>) => string;

/** Facts put into words as a shopkeeper writes them; pure, in the shop's time zone (format.ts). */
export interface Format {
  /** `￥1,280.00` from minor units. */
  money(fen: number): string;
  /** `1,280.00` without the sign, for columns and fields. */
  amount(fen: number): string;
  /** `1,280` */
  count(n: number): string;
  /** `11-22 10:42` from milliseconds since 1970 UTC. */
  dateTime(ms: number): string;
  /** `2026-11-22 10:42`: with the year, for what is kept on paper or in a file. */
  fullTime(ms: number): string;
  /** `11-22`, or `2025-11-22` when `now` is given and lies in another year. */
  date(ms: number, now?: number): string;
  /** `10:42` */
  time(ms: number): string;
  /** `周日` / `Sun` */
  weekday(ms: number): string;
  /** Of whoever pays so many per cent of the price: `8折`, `-20%`. */
  discount(pays: number): string;
  /** `138 0013 8000` from a key such as `+8613800138000`; another country keeps its `+`. */
  phone(number: string): string;
}

/** One key and what it does here; shown at the bottom, as many as fit, and all of them under `#`. */
export interface Hint {
  readonly key: KeyName;
  readonly label: string;
  /** Only in the list under `#`. */
  readonly more?: boolean;
  /** The right that it needs; grey for who has it not, and may still ask somebody who has. */
  readonly right?: string;
}

/** What is to be seen of a screen now. */
export interface View {
  /** The title line; the translated name of the screen when it is left out. */
  readonly title?: Line;
  /** Of more than `size.rows` lines a part is drawn; arrow keys that the screen leaves unused move it. */
  readonly body: readonly Line[];
  readonly hints?: readonly Hint[];
  /** Where typing goes, in body rows and display columns. */
  readonly cursor?: { readonly row: number; readonly column: number };
  /** How keys are read here, shown beside the path: `123`, `ab`, `拼`. */
  readonly mode?: string;
}

/** `unused`: the screen has no use for it; Cancel then goes one step back and `#` lists the actions. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that says nothing has used the key
export type Outcome = void | 'unused';

/** How people type here. */
export interface Typing {
  /** Text fields begin with pinyin. */
  readonly chineseFirst: boolean;
  readonly learned: Learned;
}

export interface ScreenContext {
  readonly t: Translate;
  readonly format: Format;
  readonly profile: Profile;
  /** Room for the body. */
  readonly size: Size;
  readonly nav: Nav;
  readonly clock: Clock;
  readonly typing: Typing;
  /** Whoever is here may open the screen of this name; a menu greys what they may not. */
  admits(screen: string): boolean;
  /** Whoever is here has this right. */
  may(right: string): boolean;
}

export interface Screen {
  /** Catalogue key of its title, and what tests ask for: `calls.desk`. */
  readonly name: string;
  /** Catalogue key of its help text: every screen has one. */
  readonly help: string;
  /** The digits that lead here, `1-3-2`. */
  readonly path?: string;
  view(context: ScreenContext): View;
  /** One at a time: while a returned promise is pending the keys typed meanwhile wait. A throw is shown in words. */
  key(key: Key, context: ScreenContext): Outcome | Promise<Outcome>;
  /** A scanner's burst; `unused` hands it to the terminal's own handler. */
  scan?(scan: Scan, context: ScreenContext): Outcome | Promise<Outcome>;
  /** It came to the top: pushed, or uncovered again. */
  enter?(context: ScreenContext): void | Promise<void>;
  /** `ask`: there is typed input that would be lost; the person is asked before Cancel or Home drops it. */
  leave?(): 'leave' | 'ask';
  /** What is asked then, a catalogue key, where it is no input that would be lost; `<key>.title` is its title. */
  readonly drop?: string;
  /** It stays above all others until it goes by itself, and function keys and Home do nothing: the lock screen, the log-in. */
  readonly locks?: boolean;
  /** It left the stack for good: end subscriptions and timers. */
  closed?(): void;
}

export interface Choice<T> {
  readonly label: string;
  readonly value: T;
  /** A second, dim text at the right end. */
  readonly note?: string;
}

export interface Message {
  /** Already translated; `\n` and width break the lines. */
  readonly text: string;
  /** Already translated title. */
  readonly title?: string;
  readonly style?: Style;
}

/**
 * Moves between screens. Every screen gets one of its own in its context; `ui.nav` belongs to none. All of it may be
 * called at any time, also from outside a handler: the person may have gone elsewhere while it waited.
 */
export interface Nav {
  /** Says so, and shows nothing, when whoever is here may not open it; `show` and `replace` too. */
  push(screen: Screen): void;
  /** Brings the screen of that name to the top, with what was typed in it; makes it when it is not on the stack. */
  show(name: string, make: () => Screen): void;
  /** A new one in place of the open one of that name, if there is one: what was sought there is of the last time. */
  anew(name: string, make: () => Screen): void;
  /** Takes this screen away, without asking, wherever it is by now; of `ui.nav` the top one. Home stays. */
  pop(): void;
  /** Puts `screen` in the place of this one; of `ui.nav` in the place of the top one. */
  replace(screen: Screen): void;
  /** Back to the home screen; asks first when a screen on the way has unsaved input. False when the person stays. */
  home(): Promise<boolean>;
  /** Something that is seen has changed: draws again. */
  refresh(): void;
  /** Says something and resolves when the person has read it (OK or Cancel). */
  message(message: string | Message): Promise<void>;
  /** A question; true for OK. Keys typed before it appeared never answer it. */
  confirm(question: string | Message): Promise<boolean>;
  /** A question with several answers, by digit or ↑↓ OK; undefined for Cancel. */
  choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /**
   * Shows a screen of one's own making that ends with `finish`, as a question does: the handler that asks waits for it. Undefined
   * when it was taken away without an answer.
   */
  ask<T>(make: (finish: (answer: T | undefined) => void) => Screen): Promise<T | undefined>;
  /** Shows a bar while `work` runs; `report` takes 0…1 and may come often. */
  progress<T>(title: string, work: (report: (part: number) => void) => Promise<T>): Promise<T>;
  /** One line that stays a few seconds: saved, sent. Never takes a key. */
  notice(text: string, style?: Style): void;
  /** Shows what went wrong in the words of `error.<code>` and resolves when read. */
  failed(error: unknown): Promise<void>;
}
