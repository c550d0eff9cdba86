/** Puts screens, services and devices together over data that is open. Loaded while the data is being opened. */
import { absentDisplay, absentLink, absentModem, absentPrinter, absentReader } from '../drivers/absent.js';
import { createDisplay } from '../drivers/display/index.js';
import { textIn } from '../drivers/host/text-in.js';
import type { Host } from '../drivers/host/types.js';
import { createHidKeypad, createTtyKeypad, openHidDevice } from '../drivers/keypad/index.js';
import type { Keypad } from '../drivers/keypad/types.js';
import { createLink } from '../drivers/link/link.js';
import { createMailer } from '../drivers/mail/index.js';
import type { Mailer } from '../drivers/mail/types.js';
import { createModem, modemPort, pinMemory } from '../drivers/modem/index.js';
import { createPrinter } from '../drivers/printer/index.js';
import { createReader } from '../drivers/reader/reader.js';
import { spawnReaderChild } from '../drivers/reader/spawn.js';
import { lpTransport, serialTransport, tcpTransport } from '../drivers/transport/index.js';
import type { Transport } from '../drivers/transport/types.js';
import type { SunKeys } from '../protocol/card/sun.js';
import { ADVANCED_KEYPAD, STANDARD_KEYPAD } from '../protocol/hid/keypads/index.js';
import { type App, createApp, type Devices } from './app.js';
import { type MailConfig, otherPorts, type PortTarget, type TerminalConfig } from './kernel/config/config.js';
import type { Kernel } from './kernel/kernel.js';
import { type Screens, startScreens } from './screens.js';
import { PROFILES } from './ui/profiles.js';
import { createTtyDisplay, type Tty } from './ui/toolkit/blessed-display.js';

/** The console that the shop looks at. */
export interface Console {
  readonly output: Tty;
  /** Raw bytes of the keyboard. */
  onInput(listener: (bytes: Uint8Array) => void): () => void;
  readonly term: string;
}

export interface Assembled {
  readonly app: App;
  readonly screens: Screens;
  /** Ends everything, in the order that loses nothing; the kernel is closed. */
  stop(): Promise<void>;
}

export const SOFTWARE = 'zhanggui/0.1.0';

/** Shows the first picture; `app.start` then starts the devices. What is typed before that is not lost. */
export function assemble(
  config: TerminalConfig,
  host: Host,
  kernel: Kernel,
  console: Console,
  cardKeys?: SunKeys,
): Assembled {
  const app = createApp({
    host,
    kernel,
    devices: devicesOf(config, host),
    ...(config.mail && { mailer: mailerOf(config.mail, host) }),
    data: config.data,
    store: config.store,
    terminal: config.terminal,
    textGapMs: config.textGapMs,
    timezone: config.timezone,
    software: SOFTWARE,
    backup: config.backup,
    ...(config.log.file !== undefined && { logFile: config.log.file }),
    // Whoever looks after the program (systemd) starts it again.
    restart: () => void process.kill(process.pid, 'SIGTERM'),
    ...(cardKeys && { cardKeys }),
  });
  const profile = PROFILES[config.profile];
  const keypads = keypadsOf(config, host, console);
  const screens = startScreens({
    app,
    display: createTtyDisplay({ output: console.output, size: profile, term: console.term }),
    keypads,
    profile,
    locale: config.locale,
    timezone: config.timezone,
    log: host.log,
  });
  for (const keypad of keypads) keypad.start();
  return {
    app,
    screens,
    async stop() {
      screens.stop();
      await Promise.all(keypads.map((keypad) => keypad.stop()));
      await app.stop();
    },
  };
}

function devicesOf(config: TerminalConfig, host: Host): Devices {
  const { clock, random, log } = host;
  const { modem, printer, display, office, terminal } = config;
  return {
    modem: modem
      ? createModem({
          transport: modemTransport(config, modem, host),
          ...(modem.profile !== undefined && { profile: modem.profile }),
          clock,
          random,
          log,
          ...(modem.pin !== undefined && { simPin: modem.pin, pins: pinMemory(host.disk, config.data) }),
        })
      : absentModem,
    reader: config.reader
      ? createReader({ spawnChild: () => spawnReaderChild(log), clock, random, log })
      : absentReader,
    printer: printer
      ? createPrinter({
          transport: portTransport(printer.target, host, printer.baud),
          columns: printer.columns,
          clock,
          log,
        })
      : absentPrinter,
    display: display ? createDisplay({ transport: serialTransport(display), clock, log }) : absentDisplay,
    link: office
      ? createLink({
          url: office.url,
          clientId: terminal,
          username: office.user,
          password: office.password,
          ...(office.caFile !== undefined && { ca: textIn(host.disk, office.caFile) }),
          clock,
          random,
          log,
        })
      : absentLink,
  };
}

export function mailerOf({ login, caFile, ...mail }: MailConfig, { disk, log }: Host): Mailer {
  return createMailer({
    ...{ ...mail, log },
    ...(login && { user: login.user, password: textIn(disk, login.passwordFile) }),
    ...(caFile !== undefined && { ca: textIn(disk, caFile) }),
  });
}

function modemTransport(
  config: TerminalConfig,
  { path, baud }: NonNullable<TerminalConfig['modem']>,
  { disk, clock }: Host,
): Transport {
  return modemPort({ path, baud, except: otherPorts(config), disk, clock });
}

function portTransport(target: PortTarget, { clock }: Pick<Host, 'clock'>, baud: number): Transport {
  switch (target.kind) {
    case 'tcp':
      return tcpTransport({ host: target.host, port: target.port, clock });
    case 'lp':
      return lpTransport({ path: target.path, clock });
    case 'serial':
      return serialTransport({ path: target.path, baud });
  }
}

function keypadsOf(config: TerminalConfig, { clock, log }: Host, console: Console): Keypad[] {
  const map = config.profile === 'advanced' ? ADVANCED_KEYPAD : STANDARD_KEYPAD;
  const tty = createTtyKeypad({ onInput: console.onInput, map, clock });
  const hid = config.keypad;
  if (!hid) return [tty];
  return [tty, createHidKeypad({ openHid: () => openHidDevice(hid), map, clock, log })];
}
