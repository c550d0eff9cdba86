/** The port that a configuration or a command names: one path, or `auto` for whichever USB serial port is a modem. */
import type { Clock, Disk } from '../host/types.js';
import { serialTransport } from '../transport/index.js';
import type { Transport } from '../transport/types.js';
import { BAUDS, searchingTransport } from './port-search.js';

/** By-id names only: they stay the same when the numbers of ttyUSB move. */
const SERIAL_BY_ID = '/dev/serial/by-id';

export interface ModemPort {
  readonly path: string;
  /** `auto` asks at every usual speed. */
  readonly baud: number | 'auto' | undefined;
  /** Ports of other devices, which are never asked: a printer would print the question. */
  readonly except?: readonly string[];
  readonly disk: Pick<Disk, 'list'>;
  readonly clock: Clock;
  /** A transport of a port and a speed; serial ones when left out. */
  readonly make?: (path: string, baud: number | undefined) => Transport;
}

export function modemPort({ path, baud, except = [], disk, clock, make = serial }: ModemPort): Transport {
  const bauds = baud === 'auto' ? BAUDS : [baud];
  const [only] = bauds;
  if (path !== 'auto' && bauds.length === 1) return make(path, only);
  const named = async () => (await disk.list(SERIAL_BY_ID)).map((name) => `${SERIAL_BY_ID}/${name}`);
  const paths = async () => (path === 'auto' ? await named() : [path]);
  return searchingTransport({
    name: path,
    clock,
    candidates: async () =>
      (await paths())
        .filter((each) => !except.includes(each))
        .flatMap((each) => bauds.map((speed) => make(each, speed))),
  });
}

function serial(path: string, baud: number | undefined): Transport {
  return serialTransport({ path, ...(baud !== undefined && { baud }) });
}
