/**
 * A whole shop on this machine: the shipped terminal and the shipped office as processes of their own, and every device
 * and line between them simulated on real ports.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TerminalError } from '../../protocol/errors.js';
import { type CardFaults, type LaidCard, layCard } from '../card/card.js';
import type { CardType } from '../card/models.js';
import { createSimDisplay, type SimDisplay } from '../display/sim-display.js';
import { createLinkCutter, type LinkCutter } from '../link/cutter.js';
import { createSimModem, type ModemOptions, type SimModem } from '../modem/index.js';
import { createSimPrinter, type SimPrinter } from '../printer/sim-printer.js';
import { openTerminalProcess, type ProgramScreen } from '../screen/pty-screen.js';
import { officeConfig, TERMINAL, terminalConfig } from './configs.js';
import { type OfficeControl, openOfficeControl } from './office-control.js';
import { startProgram } from './process.js';

export interface ShopOptions {
  /** A folder of its own; what is in it stays. */
  readonly dir: string;
  readonly profile: 'standard' | 'advanced';
  readonly locale: 'zh-CN' | 'en';
  /** False when no smart card service can be had: cards are then left out. */
  readonly reader: boolean;
  /** A smart card service of one's own instead of the machine's. */
  readonly cards?: CardService;
  /** Port of a broker on 127.0.0.1 that somebody else runs, instead of the office's own. */
  readonly broker?: number;
  /** More lines for the terminal's configuration. */
  readonly settings?: readonly string[];
  /** How the modem is made. */
  readonly modem?: ModemOptions;
  /** The compiled program that the terminal runs, instead of this one: a test's own build. */
  readonly program?: string;
  readonly onOutput?: (text: string) => void;
}

export interface CardService {
  /** Where its clients connect: PCSCLITE_CSOCK_NAME. */
  readonly socket: string;
  /** Where its virtual reader takes cards. */
  readonly port: number;
}

export interface Shop {
  readonly dir: string;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly modem: SimModem;
  readonly printer: SimPrinter;
  readonly display: SimDisplay;
  readonly line: LinkCutter;
  readonly office: OfficeControl;
  /** Throws `sim/no-terminal` while it is killed. */
  terminal(): ProgramScreen;
  startTerminal(): Promise<void>;
  /** SIGKILL: as if the plug had been pulled. */
  killTerminal(): Promise<void>;
  stopTerminal(): Promise<void>;
  tap(uid: string, type: CardType, faults?: CardFaults): Promise<void>;
  /** Takes the card away, and resolves when the reader has had time to see it. */
  lift(): Promise<void>;
  close(): Promise<void>;
}

const CLI = fileURLToPath(new URL('../../terminal/cli/zhanggui.js', import.meta.url));
/** pcscd looks at a reader every 400 ms: a card that comes back sooner never left. */
const LIFT_SEEN_MS = 600;
const SIZES = { standard: { columns: 40, rows: 15 }, advanced: { columns: 80, rows: 25 } } as const;

export async function openShop(options: ShopOptions): Promise<Shop> {
  const { dir, profile, locale } = options;
  const size = SIZES[profile];
  await mkdir(`${dir}/receipts`, { recursive: true });
  const { program: officeProgram, office, brokerPort } = await openOffice(dir, options.broker);
  const line = await createLinkCutter({ to: { port: brokerPort } });
  const modem = await createSimModem({ ...options.modem, link: `${dir}/modem` });
  const printer = await createSimPrinter({ listen: 0, columns: 32, png: `${dir}/receipts` });
  const display = await createSimDisplay({ pty: `${dir}/display` });
  const ports = {
    dir,
    modem: `${dir}/modem`,
    printerPort: printer.port ?? 0,
    display: `${dir}/display`,
    brokerPort: line.port,
    reader: options.reader,
  };
  await writeFile(`${dir}/terminal.conf`, terminalConfig(ports, profile, locale, options.settings));
  let running: ProgramScreen | undefined;
  let card: LaidCard | undefined;

  async function lift(): Promise<void> {
    const laid = card;
    card = undefined;
    if (!laid) return;
    await laid.lift();
    await new Promise((resolve) => setTimeout(resolve, LIFT_SEEN_MS));
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.kill(signal);
  }

  return {
    dir,
    size,
    modem,
    printer,
    display,
    line,
    office,
    terminal() {
      if (!running) throw new TerminalError('sim/no-terminal', 'the terminal is not running');
      return running;
    },
    async startTerminal() {
      const { onOutput, cards } = options;
      const program = options.program ?? CLI;
      const args = ['--enable-source-maps', program, 'terminal', '--config', `${dir}/terminal.conf`];
      running = await openTerminalProcess(process.execPath, args, {
        ...size,
        ...(onOutput && { onOutput }),
        ...(cards && { env: { PCSCLITE_CSOCK_NAME: cards.socket } }),
      });
    },
    killTerminal: () => end('SIGKILL'),
    stopTerminal: () => end('SIGTERM'),
    async tap(uid, type, faults) {
      await lift();
      const { cards } = options;
      card = await layCard({ uid, type, ...(cards && { port: cards.port }), ...(faults && { faults }) });
    },
    lift,
    async close() {
      await card?.lift();
      await end('SIGTERM');
      office.close();
      await officeProgram.stop();
      await line.close();
      await Promise.all([modem.close(), printer.close(), display.close()]);
    },
  };
}

/** `broker`: the port of one that is not the office's own. */
async function openOffice(dir: string, broker?: number) {
  await writeFile(`${dir}/office.conf`, officeConfig(dir, broker));
  const args = [CLI, 'office', '--config', `${dir}/office.conf`, '--json'];
  const program = await startProgram(process.execPath, args);
  const ports = program.ready as Readonly<Record<string, number>>;
  const office = await openOfficeControl(ports.control_port ?? 0);
  return { program, office, brokerPort: broker ?? ports.broker_port ?? 0 };
}

export { TERMINAL };
