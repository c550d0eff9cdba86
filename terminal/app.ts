/**
 * The terminal without its screen: kernel, services and devices put together. Given real devices by main.ts, and
 * simulated ones by tests.
 */
import type { CustomerDisplay } from '../drivers/display/types.js';
import type { Clock, Disk, Host, Random } from '../drivers/host/types.js';
import type { Link } from '../drivers/link/types.js';
import type { Mailer } from '../drivers/mail/types.js';
import type { Modem } from '../drivers/modem/types.js';
import type { Printer } from '../drivers/printer/types.js';
import type { Reader } from '../drivers/reader/types.js';
import type { SunKeys } from '../protocol/card/sun.js';
import { messageOf } from '../protocol/errors.js';
import { createAllowance } from './allowance/index.js';
import { createReminder } from './appointments/index.js';
import { type CustomerTable, createCustomerTable } from './audience/index.js';
import { type BackupSettings, type Backups, createBackups } from './backup/index.js';
import { type CallDesk, createCallDesk } from './calls/index.js';
import { createCampaignService } from './campaigns/index.js';
import {
  type CardProver,
  cardTexts,
  createProver,
  createTaps,
  newestMark,
  type Taps,
} from './cards/index.js';
import { createCareService } from './care/index.js';
import { type CustomerSearch, createCustomerSearch, keepFresh, newestStamp } from './customers/index.js';
import { createErasureService, type ErasureService } from './erasure/index.js';
import type { Kernel } from './kernel/kernel.js';
import { createStamps, type Stamps } from './kernel/stamp.js';
import { createWorker } from './kernel/worker.js';
import { createExpiry } from './loyalty/index.js';
import { createMailSender } from './mail/index.js';
import { createSender } from './messaging/index.js';
import { createSummary } from './owner/index.js';
import { createDoor, type Door } from './people/index.js';
import { newestPin } from './proof/index.js';
import { createReceiptService } from './receipts/index.js';
import { createShelf, type Sheets, type Shelf, sheetsInThread } from './sheets/index.js';
import { createSync, type Sync } from './sync/index.js';
import { createUplink } from './uplink/index.js';

export interface Devices {
  readonly modem: Modem;
  readonly reader: Reader;
  readonly printer: Printer;
  readonly display: CustomerDisplay;
  readonly link: Link;
}

export interface AppOptions {
  readonly host: Host;
  readonly kernel: Kernel;
  readonly devices: Devices;
  /** Left out: no e-mail here. */
  readonly mailer?: Mailer;
  readonly data: string;
  readonly store: string;
  readonly terminal: string;
  readonly textGapMs: number;
  /** The shop's time zone; China's when left out. */
  readonly timezone?: string;
  readonly software: string;
  /** The file that is logged to, if it is one. */
  readonly logFile?: string;
  /** None are made by themselves when left out. */
  readonly backup?: BackupSettings;
  /** Ends the program so that it is started again; nothing happens when left out. */
  readonly restart?: () => void;
  /** Of cards that prove themselves; without them none is asked to. */
  readonly cardKeys?: SunKeys;
}

export interface App {
  /** Through the door: what is done at the keypad bears the name of who is there. */
  readonly kernel: Kernel;
  readonly door: Door;
  readonly devices: Devices;
  /** E-mail goes out from here; undefined when it is not set up. */
  readonly mailer: Mailer | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly desk: CallDesk;
  readonly taps: Taps;
  readonly prover: CardProver;
  readonly search: CustomerSearch;
  /** Customers by conditions; reads nothing before it is asked. */
  readonly table: CustomerTable;
  readonly sync: Sync;
  readonly stamps: Stamps;
  readonly store: string;
  readonly terminal: string;
  readonly timezone: string;
  /** At least this long between two texts. */
  readonly textGapMs: number;
  readonly shelf: Shelf;
  readonly sheets: Sheets;
  readonly backups: Backups;
  readonly erasure: ErasureService;
  readonly disk: Disk;
  /** The data folder. */
  readonly data: string;
  restart(): void;
  start(): Promise<void>;
  /** Ends everything, in the order that loses nothing, and takes a snapshot. */
  stop(): Promise<void>;
}

/** Where the system mounts what is plugged in. */
const STICKS = '/media';
/** A snapshot when this many commits came since the last, looked at this often. */
const SNAPSHOT_COMMITS = 5_000;
const SNAPSHOT_LOOK_MS = 60_000;
const BACKUPS_KEPT = 7;
/** The search is made ready when the start is over, so that its first key is as quick as the others. */
const PREPARE_AFTER_MS = 1_500;
/** Between two slices of that whoever waits goes first. */
const BREATH_MS = 5;

export function createApp(options: AppOptions): App {
  const { host, devices, data, timezone = 'Asia/Shanghai' } = options;
  const { clock, disk, log } = host;
  const door = createDoor(options.kernel, clock);
  const { kernel } = door;
  const stamps = createStamps(clock, options.terminal);
  const search = createCustomerSearch(kernel.state, cardTexts);
  const table = createCustomerTable(kernel.state, clock.now);
  const desk = createCallDesk(kernel, devices.modem, clock, log);
  const taps = createTaps(devices.reader);
  const { store, terminal, backup: settings = { keep: BACKUPS_KEPT } } = options;
  const sync = createSync({
    ...{ kernel, clock, disk, log, dir: data, store, terminal },
    ...{ link: devices.link, software: options.software },
  });
  const backups = createBackups({ kernel, host, data, store, terminal, settings });
  const erasure = erasureOf(options, backups);
  const deviceWords = (): string => statusWords(devices);
  const services = [
    createSender({ kernel, modem: devices.modem, clock, log, gapMs: options.textGapMs, zone: timezone }),
    createCampaignService(kernel, clock, log, timezone, options.textGapMs),
    createCareService(kernel, clock, log, timezone),
    ...(options.mailer ? [createMailSender(kernel, options.mailer, clock, log, timezone)] : []),
    createReceiptService(kernel, devices.printer, clock, log),
    createUplink({ kernel, modem: devices.modem, clock, log, stamps, zone: timezone, devices: deviceWords }),
    createSummary(kernel, clock, log, timezone),
    createReminder(kernel, clock, log, timezone),
    createAllowance(kernel, clock, log),
    createExpiry(kernel, clock, log, timezone),
    createWorker(clock, log, 'snapshot', async () => {
      if (kernel.sinceSnapshot() >= SNAPSHOT_COMMITS) await kernel.snapshotBeside();
      return SNAPSHOT_LOOK_MS;
    }),
    desk,
    backups,
    erasure,
  ];
  const forgetSearch = keepFresh(kernel, { search, table });
  let forgetLater = (): void => undefined;
  let forgetWaiting = (): void => undefined;
  const later = (ms: number, go: () => void): void => {
    forgetLater = clock.after(ms, go);
  };
  const forgetStamps = kernel.onCommit(({ events }) => {
    // A change made here after one from elsewhere was seen is the newer one, whatever the clocks say.
    for (const event of events) if ('stamp' in event) stamps.saw(String(event.stamp));
  });

  return {
    kernel,
    door,
    devices,
    mailer: options.mailer,
    clock,
    random: host.random,
    desk,
    taps,
    prover: createProver(options.cardKeys),
    search,
    table,
    sync,
    stamps,
    shelf: createShelf(disk, [`${data}/import`, STICKS], `${data}/export`),
    sheets: sheetsInThread(clock),
    ...{ store, terminal },
    ...{ backups, erasure, disk, data },
    restart: options.restart ?? (() => undefined),
    timezone,
    textGapMs: options.textGapMs,
    async start() {
      // Looks at every customer: not before the first picture, and before anybody can change one.
      for (const newest of [newestStamp, newestMark, newestPin]) stamps.saw(newest(kernel.state) ?? '');
      const begin = once(() => {
        for (const service of services) service.start();
      });
      // What a restored journal lacks may be the end of what they would take for interrupted, or what was done already.
      forgetWaiting = sync.onChange(() => !kernel.waitsForOffice() && begin());
      if (!kernel.waitsForOffice()) begin();
      await sync.start();
      if (!kernel.waitsForOffice()) begin();
      for (const device of Object.values(devices)) device.start();
      later(PREPARE_AFTER_MS, () => search.prepare((go) => later(BREATH_MS, go)));
    },
    async stop() {
      forgetLater();
      forgetWaiting();
      taps.stop();
      await Promise.all(Object.values(devices).map((device) => device.stop()));
      for (const service of services) await service.stop();
      await sync.stop();
      forgetSearch();
      forgetStamps();
      try {
        await kernel.snapshot(); // Without room for one the next start replays a little longer.
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'no snapshot was taken');
      }
      await kernel.close();
    },
  };
}

function once(task: () => void): () => void {
  let due = true;
  return () => {
    if (due) task();
    due = false;
  };
}

function erasureOf(
  { kernel, host, data, logFile, store, terminal }: AppOptions,
  backups: Backups,
): ErasureService {
  const { folder, passphrase } = backups.settings;
  const start = `zhanggui-${store}-${terminal}-`;
  const places = {
    data,
    ...(logFile !== undefined && { log: logFile }),
    ...(folder !== undefined && { backups: { folder, start } }),
  };
  const again = folder !== undefined && passphrase !== undefined;
  const backup = again && { backup: () => backups.make(folder, passphrase, () => undefined) };
  return createErasureService({ kernel, host, places, ...backup });
}

/** For an owner who asks by text. */
function statusWords({ modem, printer, reader, link }: Devices): string {
  const one = (name: string, { state }: { readonly state: string }): string =>
    `${name}${state === 'ready' ? '正常' : state === 'absent' ? '没有' : '异常'}`;
  const parts = [
    one('短信', modem.status()),
    one('打印机', printer.status()),
    one('读卡器', reader.status()),
    one('总部', link.status()),
  ];
  return `${parts.join('，')}。`;
}
