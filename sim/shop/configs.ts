/** The two configuration files of the simulated shop. */
export interface ShopPorts {
  readonly dir: string;
  readonly modem: string;
  readonly printerPort: number;
  readonly display: string;
  readonly brokerPort: number;
  readonly reader: boolean;
}

export const STORE = 'shop-1';
export const TERMINAL = 'till-1';
/** Of this simulated shop alone; it listens on 127.0.0.1 and is gone with it. */
const SECRET = 'simulated-shop';

/** `broker`: the port of one that is not the office's own. */
export function officeConfig(dir: string, broker?: number): string {
  return [
    '# The head office of the simulated shop.',
    broker === undefined ? 'listen = 127.0.0.1:0' : `broker = mqtt://127.0.0.1:${broker}`,
    'control = 0',
    `database = ${dir}/office`,
    `terminal = ${STORE} ${TERMINAL} ${SECRET}`,
    '',
  ].join('\n');
}

/** `more`: lines of one's own at the end. */
export function terminalConfig(
  ports: ShopPorts,
  profile: string,
  locale: string,
  more: readonly string[] = [],
): string {
  return [
    '# The terminal of the simulated shop.',
    `store = ${STORE}`,
    `terminal = ${TERMINAL}`,
    `data = ${ports.dir}/terminal`,
    `profile = ${profile}`,
    `locale = ${locale}`,
    `modem = ${ports.modem}`,
    `reader = ${ports.reader ? 'yes' : 'no'}`,
    `printer = tcp:127.0.0.1:${ports.printerPort}`,
    'printer-columns = 32',
    `display = ${ports.display}`,
    `office = mqtt://127.0.0.1:${ports.brokerPort}`,
    `office-password = ${SECRET}`,
    'text-gap-ms = 200',
    'log-level = debug',
    `log-file = ${ports.dir}/terminal.log`,
    ...more,
    '',
  ].join('\n');
}
