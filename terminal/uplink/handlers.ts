/** What each wish of a customer brings about: events, and words to answer with. */
import {
  APPOINTMENTS_MAX,
  openAppointmentsOf,
  readWhen,
  requestAppointment,
  timeWords,
  withdrawAppointments,
} from '../appointments/index.js';
import { type CaseKind, openCase } from '../cases/index.js';
import { customersByPhone, register } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import { balancesOf } from '../ledger/index.js';
import { enterByText } from '../lottery/index.js';
import { type MessagingEvents, refusalOf, wordsOf } from '../messaging/index.js';
import { beginSurvey, voteByText } from '../poll/index.js';
import { shopOf } from '../shop/index.js';
import type { WishKind } from './keywords.js';

/** A text that came in whole, and what deciding about it needs. */
export interface Asked {
  readonly state: Reader;
  /** Number key of the sender. */
  readonly key: string;
  /** The whole text. */
  readonly body: string;
  /** What follows the keyword. */
  readonly words: string;
  /** Names what it brings out. */
  readonly nextId: () => string;
  readonly nextStamp: () => string;
  /** ms since 1970 UTC */
  readonly now: number;
  /** The shop's time zone. */
  readonly zone: string;
}

/** `undefined`: it is a message to a person after all. */
export interface Answer {
  readonly events: readonly DomainEvent[];
  readonly reply?: string;
}

type Handler = (asked: Asked) => Answer | undefined;

export const HANDLERS: Readonly<Record<WishKind, Handler>> = {
  points: ({ state, key }) => ({ events: [], reply: pointsWords(state, key) }),
  balance: ({ state, key }) => ({ events: [], reply: balanceWords(state, key) }),
  refuse,
  register: registered,
  complaint: (asked) => opened(asked, 'complaint'),
  question: (asked) => opened(asked, 'question'),
  feedback: (asked) => opened(asked, 'feedback'),
  appointment,
  vote: ({ state, ...voice }) => voteByText(state, voice),
  survey: ({ state, ...voice }) => beginSurvey(state, voice),
  lottery: ({ state, key, now }) => enterByText(state, key, now),
  withdraw,
};

function withdraw({ state, key }: Asked): Answer | undefined {
  const events = withdrawAppointments(state, key);
  return events.length === 0 ? undefined : { events, reply: wordsOf(state, 'appointment-withdrawn') };
}

/** Of several people with one number the one registered first is meant. */
function pointsWords(state: Reader, key: string): string {
  const customer = customersByPhone(state, key)[0];
  const 店名 = shopOf(state).name;
  if (!customer) return wordsOf(state, 'points-unknown', { 店名 });
  const 积分 = String(balancesOf(state, customer.no).points);
  return wordsOf(state, 'points-query', { 称呼: customer.name, 积分, 店名 });
}

function balanceWords(state: Reader, key: string): string {
  const customer = customersByPhone(state, key)[0];
  if (!customer) return pointsWords(state, key);
  const { principal, bonus } = balancesOf(state, customer.no);
  const 赠送 = bonus > 0 ? `，其中赠送${(bonus / 100).toFixed(2)}元` : '';
  const 余额 = ((principal + bonus) / 100).toFixed(2);
  return wordsOf(state, 'balance-query', { 称呼: customer.name, 余额, 赠送 });
}

/** What takes back an appointment, while there is one. */
const CANCELS: readonly string[] = ['取消', 'CANCEL'];

/** Our own texts say 取消请回复"取消预约": whoever has an appointment and leaves the second half out means that. */
function refuse(asked: Asked): Answer {
  const { state, key, body } = asked;
  const withdrawn = CANCELS.includes(refusalOf(body) ?? '') ? withdraw(asked) : undefined;
  if (withdrawn) return withdrawn;
  const refused: EventOf<MessagingEvents> = { type: 'messaging.refused', v: 1, key, by: body };
  return { events: [refused], reply: wordsOf(state, 'refused') };
}

/** Letters of any script, with a point or a space between: what a person is called. */
const NAME = /^[\p{L}][\p{L}·. ]{0,19}$/u;

/** Said by people who have not yet given it: 注册会员. */
const NO_NAME_YET: readonly string[] = ['会员', '账号', '帐号', '一下'];
/** A question or a complaint about signing up, 登记了吗, 注册不了: for a person. */
const ABOUT_IT = /^(?:不|没|了|要|需要|怎么|如何|失败|有问题)|[吗呢么]$/;

/** One number, one customer: whoever wants another name says so at the counter. */
function registered({ state, key, words, nextId, nextStamp }: Asked): Answer | undefined {
  const known = customersByPhone(state, key)[0];
  if (known) return { events: [], reply: wordsOf(state, 'registered-already', { 称呼: known.name }) };
  if (words === '' || NO_NAME_YET.includes(words))
    return { events: [], reply: wordsOf(state, 'register-how') };
  if (!NAME.test(words) || ABOUT_IT.test(words)) return undefined;
  const { events } = register(state, { id: nextId(), name: words, phone: key, stamp: nextStamp() });
  return { events, reply: wordsOf(state, 'registered', { 称呼: words }) };
}

function opened({ state, key, words, nextId }: Asked, kind: CaseKind): Answer {
  if (words === '') return { events: [], reply: wordsOf(state, 'case-how') };
  const { events, result } = openCase(state, { id: nextId(), key, kind, body: words, via: 'text' });
  if (!result.fresh) return { events };
  return { events, reply: wordsOf(state, 'case-opened', { 编号: String(result.number) }) };
}

function appointment({ state, key, words, nextId, now, zone }: Asked): Answer {
  if (words === '') return { events: [], reply: wordsOf(state, 'appointment-how') };
  const { when, about } = readWhen(words, now, zone);
  const open = openAppointmentsOf(state, key);
  if (open.some((one) => one.about === about && one.due === (when ?? null))) return { events: [] };
  if (open.length >= APPOINTMENTS_MAX) return { events: [] };
  const wanted = { id: nextId(), key, about, via: 'text', ...(when !== undefined && { when }) } as const;
  const { events } = requestAppointment(state, wanted);
  const time = when === undefined ? '' : ` ${timeWords(when, zone)}`;
  return { events, reply: wordsOf(state, 'appointment-asked', { 时间: time }) };
}
