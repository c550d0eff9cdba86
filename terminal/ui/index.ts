/** What the other rooms may use of the user interface. */
export { createTranslate, type Locale, type Text, type Texts } from './catalogue.js';
export { createFormat } from './format.js';
export { bodySize, hintRow } from './frame.js';
export { createLearned } from './ime/learned.js';
export * from './lines.js';
export { PROFILES } from './profiles.js';
export type { StatusFacts } from './status.js';
export { uiTexts } from './texts.js';
export { createTtyDisplay, type Tty } from './toolkit/blessed-display.js';
export type { Display, Frame } from './toolkit/display.js';
export { createMemoryDisplay, type MemoryDisplay } from './toolkit/memory-display.js';
export * from './types.js';
export { createUi, type FunctionKey, type Ui, type UiOptions } from './ui.js';
export type {
  ChoiceField,
  Field,
  MoneyField,
  NumberField,
  PhoneField,
  TextField,
  ValueOf,
} from './widgets/field.js';
export {
  createFormScreen,
  type FormDraft,
  type FormOptions,
  type FormProblem,
  type FormValues,
} from './widgets/form.js';
export type { InputMode, Typed } from './widgets/input-mode.js';
export { createListScreen, type ListOptions, type ListScreen, type Page } from './widgets/list.js';
export {
  createMenuScreen,
  type MenuItem,
  type MenuOptions,
  type MenuRow,
} from './widgets/menu.js';
export { createTextScreen, type TextScreen, type TextScreenOptions } from './widgets/text-area.js';
