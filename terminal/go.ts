/**
 * The ways between screens of different capabilities. Each screen is given this, so that no capability needs another's
 * screens; screens.ts is the one place that knows them all.
 */
import type { LiveCall } from './calls/index.js';
import type { LaidCard } from './cards/index.js';
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
  /** A sale is open. */
  selling(): boolean;
  /** The open sale left the screen. */
  saleGone(): void;
  customers(nav: Nav, path?: string): void;
  /** Customers for whom conditions hold. */
  filter(nav: Nav): void;
  customer(nav: Nav, customerNo: number): void;
  /** Names of the levels that whoever stands here may give, the lowest first; none for who may not change rules. */
  levels(): readonly string[];
  /** `then`: instead of showing the new customer. */
  register(nav: Nav, phone?: string, then?: Chosen): void;
  /** The list of customers, to choose one of them. */
  whichCustomer(nav: Nav, then: Chosen): void;
  /** A customer's cards. */
  cards(nav: Nav, customerNo: number): void;
  /** A card that nobody has: whose it is to be. */
  unknownCard(nav: Nav, card: LaidCard): void;
  change(nav: Nav, customerNo: number): void;
  /** Customers out of a file. */
  imports(nav: Nav): void;
  /** Customers, or their row numbers, to a file. */
  exports(customers: readonly (Customer | number)[], context: ScreenContext): Promise<void>;
  exportTimeline(customerNo: number, context: ScreenContext): Promise<void>;
  /** Refunds, figures, gifts and the rules of money. */
  money(nav: Nav, path?: string): void;
  /** Last sales, of one customer when given, to refund one. */
  sales(nav: Nav, customerNo?: number): void;
  /** By the number on the sale's receipt. */
  refund(nav: Nav, number: string): void;
  totals(nav: Nav, path?: string): void;
  /** A customer's points and stored value. */
  account(nav: Nav, customerNo: number): void;
  recharge(nav: Nav, customerNo: number): void;
  recharges(nav: Nav, customerNo: number): void;
  /** By the number on the recharge's receipt. */
  takeBack(nav: Nav, number: string): void;
  /** Deposits: of one customer, or who has what. */
  deposits(nav: Nav, customerNo?: number, path?: string): void;
  /** To redeem one for a customer, or to look after them. */
  gifts(nav: Nav, customerNo?: number, path?: string): void;
  adjust(nav: Nav, customerNo: number): void;
  moneyRules(nav: Nav, which: 'prepaid' | 'points' | 'more' | 'proof', path?: string): void;
  /** A customer's PIN is chosen or changed. */
  pin(customerNo: number, context: ScreenContext): Promise<void>;
  compose(nav: Nav, to: Addressee): void;
  /** The same screen, to be put in the place of another. */
  makeCompose(to: Addressee): Screen;
  texts(nav: Nav, path?: string): void;
  /** News: by text, by e-mail, or read out in the call that goes on; to `to` alone when given. */
  news(context: ScreenContext, to?: { readonly key: string; readonly customerNo?: number }): Promise<void>;
  receipts(nav: Nav, path?: string): void;
  catalog(nav: Nav, path?: string): void;
  office(nav: Nav, path?: string): void;
  devices(nav: Nav, path?: string): void;
  backup(nav: Nav, path?: string): void;
  /** What an erasure on request takes away, and the questions before it. */
  erase(nav: Nav, customerNo: number): void;
  /** Everything between the shop and its customers that is not a sale. */
  engagement(nav: Nav, path?: string): void;
  /** One call of the log, one case, by id. */
  call(nav: Nav, id: string): void;
  oneCase(nav: Nav, id: string): void;
  /** Everything with a customer. */
  timeline(nav: Nav, customerNo: number): void;
  /** Takes down an appointment, or a complaint or question, of whoever has this number (empty for nobody). */
  book(nav: Nav, key: string): void;
  openCase(nav: Nav, key: string): void;
  /** Notes about a customer; to write one, perhaps about a call. */
  notes(nav: Nav, customerNo: number): void;
  noteFor(nav: Nav, customerNo: number, call?: string): void;
  /** What a customer is worth; what all of them are. */
  worth(nav: Nav, customerNo: number): void;
  insight(nav: Nav, path?: string): void;
  /** The rules of what the staff is told. */
  advice(nav: Nav, path?: string): void;
  /** What is to be done for customers. */
  followups(nav: Nav, path?: string): void;
  conversations(nav: Nav, path: string): void;
  cases(nav: Nav, path: string): void;
  schedule(nav: Nav, path: string): void;
  blocked(nav: Nav, path: string): void;
  polls(nav: Nav, path: string): void;
  /** A campaign that puts the first question of a survey to many. */
  askSurvey(nav: Nav, poll: string): void;
  lotteries(nav: Nav, path: string): void;
  owners(nav: Nav, path: string): void;
  /** Staff, roles, the lock; making the owner while nobody is signed up. */
  people(nav: Nav): void;
}

/** Told the row number of a customer, on the screen where he was chosen. */
export type Chosen = (nav: Nav, customerNo: number) => void | Promise<void>;

/** Whom a text is for, and the template that is filled in to begin with. */
export interface Addressee {
  /** Number key. */
  readonly key: string;
  readonly template: string;
  readonly cause: 'call' | 'staff';
}
