/**
 * The ways between screens of different capabilities. Each screen is given this, so that no capability needs another's
 * screens; screens.ts is the one place that knows them all.
 */
import type { LiveCall } from './calls/index.js';
import type { Customer } from './customers/index.js';
import type { Nav, Screen, ScreenContext } from './ui/types.js';

export interface Go {
  /** The call that goes on, or the list of missed ones. */
  callDesk(nav: Nav): void;
  callCard(nav: Nav, call: LiveCall): void;
  /** The card of a call left the screen. */
  cardGone(): void;
  /** A new sale, or the one that is open: it then becomes this customer's. */
  sale(nav: Nav, customerNo?: number): void;
  /** The open sale left the screen. */
  saleGone(): void;
  customers(nav: Nav, path?: string): void;
  customer(nav: Nav, customerNo: number): void;
  register(nav: Nav, phone?: string): void;
  change(nav: Nav, customerNo: number): void;
  /** Customers out of a file. */
  imports(nav: Nav): void;
  exports(customers: readonly Customer[], context: ScreenContext): Promise<void>;
  compose(nav: Nav, to: Addressee): void;
  /** The same screen, to be put in the place of another. */
  makeCompose(to: Addressee): Screen;
  texts(nav: Nav, path?: string): void;
  receipts(nav: Nav, path?: string): void;
  catalog(nav: Nav, path?: string): void;
  office(nav: Nav, path?: string): void;
  devices(nav: Nav, path?: string): void;
  /** Everything between the shop and its customers that is not a sale. */
  engagement(nav: Nav, path?: string): void;
  conversations(nav: Nav, path: string): void;
  cases(nav: Nav, path: string): void;
  schedule(nav: Nav, path: string): void;
  blocked(nav: Nav, path: string): void;
}

/** Whom a text is for, and the template that is filled in to begin with. */
export interface Addressee {
  /** Number key. */
  readonly key: string;
  readonly template: string;
  readonly cause: 'call' | 'staff';
}
