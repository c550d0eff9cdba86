/** The shop that is measured: customers with numbers and a ledger, written through the real kernel as imports write. */
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import type { Host } from '../../drivers/host/types.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import { type Kernel, openKernel } from '../../terminal/kernel/kernel.js';
import { silentLog } from '../support/silent-log.js';

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹';
const GIVEN = '小明芳伟秀英娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂建华玉萍红梅志文海燕晨宇浩然子轩欣怡';
const LEVELS = ['', '', '', '', '金卡'];
/** A commit holds at most 255 KiB; this many customers with five entries each make half of that. */
const CUSTOMERS_PER_COMMIT = 100;
const LEDGER = ['points', 'points', 'points', 'principal', 'bonus'] as const;

export function realHost(): Host {
  return { clock: systemClock, random: systemRandom, disk: systemDisk(), log: silentLog };
}

export interface BenchShop {
  readonly dir: string;
  readonly kernel: Kernel;
  /** Leaves a snapshot behind. */
  close(): Promise<void>;
}

export const CUSTOMERS = 100_000;

/** 100,000 customers with a number each and 500,000 ledger entries. */
export async function makeShop(dir: string, say: (text: string) => void): Promise<BenchShop> {
  const kernel = await openShop(dir);
  const start = performance.now();
  await setPointsRule(kernel);
  const events = await importCustomers(kernel, 0, CUSTOMERS, true);
  say(`${events} events imported in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return {
    dir,
    kernel,
    async close() {
      await kernel.snapshot();
      await kernel.close();
    },
  };
}

/** A point for each yuan: without a rule a sale earns nothing, and its commit has no ledger entry. */
async function setPointsRule(kernel: Kernel): Promise<void> {
  const events = [{ type: 'loyalty.rule-set', v: 1, points: 1, per: 100 } as DomainEvent];
  await kernel.transact({ actor: 'office', origin: 'office' }, () => ({ events, result: undefined }));
}

export async function openShop(dir: string): Promise<Kernel> {
  const { kernel } = await openKernel({ host: realHost(), dir, tables: ALL_TABLES });
  return kernel;
}

/** Number key of the n-th customer: all different, spread over the operators' prefixes. */
export function phoneOf(n: number): string {
  return `+861${3_000_000_000 + ((n * 69_999_979) % 7_000_000_000)}`;
}

export function nameOf(n: number): string {
  const at = (text: string, index: number) => text.charAt(index % text.length);
  const second = n % 7 === 0 ? '' : at(GIVEN, n * 13 + (n >> 7));
  return `${at(SURNAMES, n * 11 + (n >> 5))}${at(GIVEN, n * 7)}${second}`;
}

/** Registers customers `from` … `to - 1`, each with a number and, if wanted, five ledger entries. Returns the events. */
export async function importCustomers(
  kernel: Kernel,
  from: number,
  to: number,
  ledger: boolean,
): Promise<number> {
  let count = 0;
  for (let first = from; first < to; first += CUSTOMERS_PER_COMMIT) {
    const events: DomainEvent[] = [];
    for (let n = first; n < Math.min(to, first + CUSTOMERS_PER_COMMIT); n++) {
      events.push(...customerEvents(kernel.ids.next(), n, ledger));
    }
    count += events.length;
    await kernel.transact({ actor: 'import', origin: 'import' }, () => ({ events, result: undefined }));
  }
  return count;
}

function customerEvents(customer: string, n: number, ledger: boolean): DomainEvent[] {
  const stamp = '001700000000000-00000-import';
  const level = LEVELS[n % LEVELS.length] ?? '';
  const events: DomainEvent[] = [
    { type: 'customers.registered', v: 1, customer, name: nameOf(n), level, stamp } as DomainEvent,
    { type: 'customers.phone-added', v: 1, customer, key: phoneOf(n) } as DomainEvent,
  ];
  if (!ledger) return events;
  for (const [index, account] of LEDGER.entries()) {
    const entry = {
      customer,
      account,
      amount: 100 * (index + 1) + (n % 97),
      reason: 'opening',
      cause: 'import',
    };
    events.push({ type: 'ledger.entered', v: 1, ...entry } as DomainEvent);
  }
  return events;
}
