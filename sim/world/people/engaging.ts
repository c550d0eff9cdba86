/** What customers text beside words to a person, and what staff do about votes and lotteries. */
import { createHash } from 'node:crypto';
import type { App } from '../../../terminal/app.js';
import {
  drawLottery,
  freezeLottery,
  openNewLottery,
  redeemPrize,
} from '../../../terminal/lottery/commands.js';
import { redeemCode } from '../../../terminal/lottery/draw.js';
import { lotteries, winnersOf } from '../../../terminal/lottery/queries.js';
import { openPoll } from '../../../terminal/poll/commands.js';
import { STAFF } from '../../../terminal/staff.js';

export const ENGAGING_WORDS = [
  'CJ',
  'ｃｊ。',
  'TP 1',
  'TP2',
  '投诉 苹果有伤',
  '登记 李芳',
  '预约 明天15:30',
  'YE',
] as const;

const DAY_MS = 24 * 3600_000;

export async function voting({ kernel, clock }: App): Promise<string> {
  const id = kernel.ids.next();
  const opens = clock.now();
  const questions = [{ text: '口味', options: ['苹果', '橙子', '柚子'] }];
  const wanted = {
    id,
    kind: 'vote',
    title: '口味',
    questions,
    opens,
    closes: opens + DAY_MS,
    changeable: false,
  } as const;
  await kernel.transact(STAFF, (state) => openPoll(state, wanted));
  return id;
}

/** The next step of the newest lottery: it is made, frozen, drawn, its prizes handed out, and a new one begins. */
export async function raffling({ kernel, clock }: App): Promise<string | undefined> {
  const [last] = lotteries(kernel.state, 0, 1);
  const now = clock.now();
  const rest = { nextId: kernel.ids.next, now, time: '11-22 10:00' };
  if (last?.state === 'open') {
    const secret = (what: string): string => createHash('sha256').update(`${what} ${last.id}`).digest('hex');
    const secrets = { seed: secret('seed'), codes: secret('codes'), source: '福彩3D', tell: [] };
    await kernel.transact(STAFF, (state) => freezeLottery(state, last.id, { ...secrets, ...rest }));
    return undefined;
  }
  if (last?.state === 'frozen') {
    await kernel.transact(STAFF, (state) => drawLottery(state, last.id, { number: '528', ...rest }));
    return undefined;
  }
  const waiting = last && winnersOf(kernel.state, last.id).find(({ redeemed }) => redeemed === null);
  if (last && waiting) {
    const { entry } = waiting;
    const redeeming = {
      entry,
      code: redeemCode(last.codes ?? '', entry),
      job: kernel.ids.next(),
      time: rest.time,
    };
    const once = () => kernel.transact(STAFF, (state) => redeemPrize(state, last.id, redeeming));
    await Promise.allSettled([once(), once()]);
    return undefined;
  }
  const id = kernel.ids.next();
  const wanted = { id, title: '抽奖', prizes: [{ name: '果篮', count: 2 }], closes: now + DAY_MS, now };
  await kernel.transact(STAFF, (state) => openNewLottery(state, wanted));
  return id;
}
