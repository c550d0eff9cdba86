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
import { fillTemplate, type MessagingEvents, templateOf } from '../messaging/index.js';
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
  withdraw: ({ state, key }) => {
    const events = withdrawAppointments(state, key);
    return events.length === 0 ? undefined : { events, reply: '您的预约已取消。' };
  },
};

/** Of several people with one number the one registered first is meant. */
function pointsWords(state: Reader, key: string): string {
  const customer = customersByPhone(state, key)[0];
  const 店名 = shopOf(state).name;
  if (!customer) return fillTemplate(templateOf(state, 'points-unknown').text, { 店名 });
  const 积分 = String(balancesOf(state, customer.no).points);
  return fillTemplate(templateOf(state, 'points-query').text, { 称呼: customer.name, 积分, 店名 });
}

function balanceWords(state: Reader, key: string): string {
  const customer = customersByPhone(state, key)[0];
  if (!customer) return pointsWords(state, key);
  const { principal, bonus } = balancesOf(state, customer.no);
  const gift = bonus > 0 ? `，其中赠送${(bonus / 100).toFixed(2)}元` : '';
  return `${customer.name}您好，您的储值余额${((principal + bonus) / 100).toFixed(2)}元${gift}。`;
}

function refuse({ state, key, body }: Asked): Answer {
  const refused: EventOf<MessagingEvents> = { type: 'messaging.refused', v: 1, key, by: body };
  return { events: [refused], reply: templateOf(state, 'refused').text };
}

/** Letters of any script, with a point or a space between: what a person is called. */
const NAME = /^[\p{L}][\p{L}·. ]{0,19}$/u;

/** One number, one customer: whoever wants another name says so at the counter. */
function registered({ state, key, words, nextId, nextStamp }: Asked): Answer | undefined {
  const known = customersByPhone(state, key)[0];
  if (known) return { events: [], reply: `${known.name}您好，您已经登记过了。回复JF查积分。` };
  if (words === '') return { events: [], reply: '请回复"登记 您的姓名"，例如: 登记 王小明。' };
  if (!NAME.test(words)) return undefined;
  const { events } = register(state, { id: nextId(), name: words, phone: key, stamp: nextStamp() });
  return { events, reply: `${words}您好，登记成功。回复JF查积分，YE查余额。` };
}

function opened({ state, key, words, nextId }: Asked, kind: CaseKind): Answer {
  if (words === '') return { events: [], reply: '请把情况和关键词写在同一条短信里，例如: 投诉 苹果有伤。' };
  const { events, result } = openCase(state, { id: nextId(), key, kind, body: words, via: 'text' });
  if (!result.fresh) return { events };
  return { events, reply: `已收到，编号${result.number}，我们会尽快答复您。` };
}

function appointment({ state, key, words, nextId, now, zone }: Asked): Answer {
  if (words === '') return { events: [], reply: '请回复"预约 时间 内容"，例如: 预约 明天15:30 果篮两份。' };
  const { when, about } = readWhen(words, now, zone);
  const open = openAppointmentsOf(state, key);
  if (open.some((one) => one.about === about && one.due === (when ?? null))) return { events: [] };
  if (open.length >= APPOINTMENTS_MAX) return { events: [] };
  const wanted = { id: nextId(), key, about, via: 'text', ...(when !== undefined && { when }) } as const;
  const { events } = requestAppointment(state, wanted);
  const time = when === undefined ? '' : ` ${timeWords(when, zone)}`;
  return { events, reply: `已收到您的预约${time}，我们确认后短信通知您。取消请回复"取消预约"。` };
}
