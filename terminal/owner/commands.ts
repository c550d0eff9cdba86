/**
 * Signing owners up, and what they order by text.
 *
 * INVARIANTS
 * - The number alone gives nothing: senders can be forged. Without a PIN an owner's text is a customer's.
 * - A PIN is never in an event; what is kept of the text has it hidden already (orders.ts).
 * - A text that is older than one that was obeyed is not obeyed; what an order does twice, it does once.
 */
import { TerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { printable } from '../../protocol/text/columns.js';
import { limitSet, settleApproval } from '../approvals/index.js';
import { products } from '../catalog/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { startOfDay } from '../messaging/index.js';
import { hashPin, isPin, mayBePin, PIN_FORM } from '../secrets/index.js';
import { dayName } from './closing.js';
import type { OwnerEvents } from './events.js';
import { figuresText } from './figures.js';
import { type Order, orderOf } from './orders.js';
import { isTerminalLocked, type Owner, ownerByKey, owners, PIN_TRIES } from './queries.js';

type OwnerEvent = EventOf<OwnerEvents>;

export interface Enrolment {
  readonly name: string;
  readonly phone: string;
  readonly pin: string;
  /** Hex, from the machine's randomness. */
  readonly salt: string;
  /** PIN of an owner who is signed up already; any for the first one. */
  readonly by: string;
}

/** Throws `command/owner-number`, `command/owner-pin` (4 to 8 digits, not all the same) or `command/owner-wrong`. */
export function enrol(state: Reader, { name, phone, pin, salt, by }: Enrolment): Decision<void> {
  if (owners(state).length > 0) ownerWithPin(state, by);
  const { key, kind } = normalizeNumber(phone);
  if (key === null || kind !== 'mobile')
    throw new TerminalError('command/owner-number', 'an owner needs a mobile number');
  if (!mayBePin(pin)) throw new TerminalError('command/owner-pin', 'a PIN has 4 to 8 digits');
  const hash = hashPin(pin, salt);
  return decided({ type: 'owner.enrolled', v: 1, key, name: printable(name).trim(), salt, hash });
}

/** Who has this PIN. Throws `command/owner-wrong`. At the keypad: wrong ones lock nothing there. */
export function ownerWithPin(state: Reader, pin: string): Owner {
  const owner = PIN_FORM.test(pin) ? owners(state).find((one) => isPin(pin, one)) : undefined;
  if (!owner) throw new TerminalError('command/owner-wrong', 'this is no owner’s PIN');
  return owner;
}

export function removeOwner(state: Reader, key: string, pin: string): Decision<void> {
  ownerWithPin(state, pin);
  return ownerByKey(state, key) ? decided({ type: 'owner.removed', v: 1, key }) : decided();
}

export function unlockNumber(state: Reader, key: string, pin: string): Decision<void> {
  ownerWithPin(state, pin);
  return decided({ type: 'owner.unlocked', v: 1, key });
}

export function unlockTerminal(state: Reader, pin: string): Decision<void> {
  const { key } = ownerWithPin(state, pin);
  return isTerminalLocked(state) ? decided({ type: 'owner.terminal-unlocked', v: 1, by: key }) : decided();
}

/** Refunds above `amount` (fen) need an owner; undefined: none does. Throws `command/owner-wrong`. */
export function setRefundLimit(state: Reader, amount: number | undefined, pin: string): Decision<void> {
  ownerWithPin(state, pin);
  return { events: [limitSet(amount)], result: undefined };
}

/** `minute` of the shop's day, from today on; undefined ends the summaries. */
export function setSummary(minute: number | undefined, now: number, zone: string): Decision<void> {
  const told = dayName(startOfDay(now, zone, -1), zone);
  return decided({ type: 'owner.summary-set', v: 1, told, ...(minute !== undefined && { minute }) });
}

function decided(...events: OwnerEvent[]): Decision<void> {
  return { events, result: undefined };
}

export interface OwnerText {
  readonly key: string;
  /** With its PIN: it goes no further than here. */
  readonly body: string;
  /** When it was sent, if it said so, ms since 1970 UTC. */
  readonly sent?: number;
  readonly now: number;
  readonly zone: string;
  /** Devices in words. */
  readonly devices: () => string;
}

export interface Obeyed {
  readonly events: readonly DomainEvent[];
  readonly reply?: string;
}

/** Networks have dated texts years ahead: one of those must not make every later order an old one. */
const AHEAD_MS = 24 * 3600_000;

/** Undefined: no order, or not from an owner's number. */
export function obey(state: Reader, text: OwnerText): Obeyed | undefined {
  const owner = ownerByKey(state, text.key);
  const order = owner && orderOf(text.body);
  if (!owner || !order) return undefined;
  if (owner.wrong >= PIN_TRIES) return { events: [] };
  if (text.sent !== undefined && text.sent <= owner.sent) return { events: [] };
  if (!isPin(order.pin, owner)) return wrongPin(owner);
  const sent = text.sent === undefined ? {} : { sent: Math.min(text.sent, text.now + AHEAD_MS) };
  const obeyed: OwnerEvent = { type: 'owner.obeyed', v: 1, key: owner.key, command: order.kind, ...sent };
  const { events, reply } = done(state, order, text);
  return { events: [obeyed, ...events], ...(reply !== undefined && { reply }) };
}

function wrongPin({ key, wrong }: Owner): Obeyed {
  const event: OwnerEvent = { type: 'owner.pin-wrong', v: 1, key };
  const left = PIN_TRIES - wrong - 1;
  const reply = left > 0 ? `密码不对，还可以试${left}次。` : '密码三次不对，这个号码已锁定，请到店里解锁。';
  return { events: [event], reply };
}

function done(state: Reader, { kind, words }: Order, { key, now, zone, devices }: OwnerText): Obeyed {
  switch (kind) {
    case 'figures':
      return { events: [], reply: figuresText(state, now, zone) };
    case 'stock':
      return { events: [], reply: productWords(state, words) };
    case 'state':
      return { events: [], reply: `${isTerminalLocked(state) ? '终端已锁。' : ''}${devices()}` };
    case 'lock':
      return {
        events: isTerminalLocked(state) ? [] : [lockEvent('owner.terminal-locked', key)],
        reply: '终端已锁。',
      };
    case 'unlock':
      return {
        events: isTerminalLocked(state) ? [lockEvent('owner.terminal-unlocked', key)] : [],
        reply: '终端已解锁。',
      };
    case 'grant':
    case 'refuse':
      return settled(state, words, { granted: kind === 'grant', by: key, now });
  }
}

function lockEvent(type: 'owner.terminal-locked' | 'owner.terminal-unlocked', by: string): OwnerEvent {
  return { type, v: 1, by };
}

function settled(
  state: Reader,
  words: string,
  how: { readonly granted: boolean; readonly by: string; readonly now: number },
): Obeyed {
  const settling = /^\d{1,9}$/.test(words) ? settleApproval(state, Number(words), how) : undefined;
  if (!settling) return { events: [], reply: '没有这个待批申请，或已经处理过。' };
  const { what, amount } = settling.approval;
  const verb = how.granted ? '已同意' : '已驳回';
  return { events: [settling.event], reply: `${verb}: ${what} ${(amount / 100).toFixed(2)}元。` };
}

const PRODUCTS_LOOKED_AT = 5000;
const PRODUCTS_TOLD = 5;

function productWords(state: Reader, words: string): string {
  const found = products(state, 0, PRODUCTS_LOOKED_AT).filter(
    ({ name }) => words === '' || name.includes(words),
  );
  if (found.length === 0) return '没有这个商品。';
  const told = found
    .slice(0, PRODUCTS_TOLD)
    .map(({ name, price }) => `${name} ${(price / 100).toFixed(2)}元`);
  return `${told.join('，')}${found.length > PRODUCTS_TOLD ? `，等${found.length}种` : ''}。`;
}
