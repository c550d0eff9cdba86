/** A whole terminal with its screens over fake devices: what is pressed, and what is seen. */
import { absentDisplay, absentPrinter } from '../../drivers/absent.js';
import type { CustomerDisplay } from '../../drivers/display/types.js';
import type { Mailer } from '../../drivers/mail/types.js';
import { type App, createApp } from '../../terminal/app.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import { outbox } from '../../terminal/messaging/queries.js';
import { startScreens } from '../../terminal/screens.js';
import { createMemoryDisplay, type Locale, PROFILES } from '../../terminal/ui/index.js';
import { DATA, happen, openTestKernel, type TestKernelOptions } from '../support/kernel.js';
import { collectingLog, keyOf } from '../support/ui.js';
import { type FakeModem, fakeLink, fakeModem, fakeReader } from './fake-devices.js';
import { chinese } from './pdus.js';

export interface TerminalOptions extends TestKernelOptions {
  readonly profile?: keyof typeof PROFILES;
  readonly locale?: Locale;
  /** None when left out. */
  readonly mailer?: Mailer;
}

export const KEY = '+8613800138000';
/** A customer, as the office would have sent her. */
export const CUSTOMER = [
  { type: 'shop.described', v: 1, name: '福源水果店', signature: '福源' },
  { type: 'customers.registered', v: 1, customer: 'c1', name: '王小明', level: '金卡', stamp: '0' },
  { type: 'customers.phone-added', v: 1, customer: 'c1', key: KEY },
] as unknown as readonly DomainEvent[];

export async function openTerminal(options: TerminalOptions = {}) {
  const opened = await openTestKernel(options);
  const { kernel, clock, host } = opened;
  if (options.disk === undefined) await happen(kernel, ...CUSTOMER);
  const modem: FakeModem = fakeModem();
  const glass: string[] = [];
  const display: CustomerDisplay = {
    ...absentDisplay,
    show: (top, bottom) => void glass.push(`${top}|${bottom}`),
  };
  const reader = fakeReader();
  const devices = { modem, reader, printer: absentPrinter, display, link: fakeLink() };
  const app: App = createApp({
    host,
    kernel,
    devices,
    ...(options.mailer && { mailer: options.mailer }),
    data: DATA,
    store: 's1',
    terminal: 't1',
    textGapMs: 0,
    software: 'test',
  });
  const profile = PROFILES[options.profile ?? 'standard'];
  const memory = createMemoryDisplay(profile);
  const errors: object[] = [];
  const screens = startScreens({
    app,
    display: memory,
    keypads: [],
    profile,
    locale: options.locale ?? 'zh-CN',
    timezone: 'Asia/Shanghai',
    log: options.log ?? collectingLog(errors),
  });
  await app.start();
  await clock.settle();
  let second = 0;
  return {
    ...opened,
    app,
    modem,
    reader,
    glass,
    errors,
    ui: screens.ui,
    async press(...keys: string[]) {
      for (const key of keys) {
        screens.ui.key(keyOf(key));
        await screens.ui.idle();
        await clock.settle();
      }
    },
    text: () => memory.text().join('\n'),
    /** A customer's text comes in, each at another second, as the network would stamp it. */
    async texted(words: string, from = KEY) {
      second += 1;
      await modem.offer(chinese(words, from.slice(1), second));
      await clock.settle();
    },
    /** Bodies in the outbox, the newest first. */
    sent: () => outbox(kernel.state, 0, 50).map(({ body }) => body),
    async stop() {
      screens.stop();
      await app.stop();
    },
  };
}

export type OpenTerminal = Awaited<ReturnType<typeof openTerminal>>;
