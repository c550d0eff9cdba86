/**
 * A transport that looks for the modem: the numbers of ttyUSB move, a module may have been set to another speed, and a USB
 * module shows several ports of which one answers. At each opening the port that was right last time is asked first.
 *
 * INVARIANTS: at most one port is open; nothing is written to a port but AT, twice, before it has answered OK.
 */
import { TerminalError } from '../../protocol/errors.js';
import type { Clock } from '../host/types.js';
import { listeners } from '../transport/listeners.js';
import type { Transport } from '../transport/types.js';
import { answersAt } from './find-port.js';

/** Speeds that modules are shipped with or set to, the likely ones first. */
export const BAUDS: readonly number[] = [115_200, 9_600, 57_600, 38_400, 19_200, 460_800, 921_600];

export interface PortSearch {
  /** For logs and screens: what is searched. */
  readonly name: string;
  /** Ports to ask now, in this order; each is a transport that is closed. */
  readonly candidates: () => Promise<readonly Transport[]>;
  readonly clock: Clock;
}

/** Opening rejects with `transport/no-port` when there is no candidate and with `transport/no-answer` when none speaks AT. */
export function searchingTransport({ name, candidates, clock }: PortSearch): Transport {
  const data = listeners<[Uint8Array]>();
  const closed = listeners<[Error?]>();
  let found: Transport | undefined;
  let current: Transport | undefined;
  let stopListening: readonly (() => void)[] = [];

  const use = async (transport: Transport) => {
    await transport.open();
    current = transport;
    stopListening = [transport.onData(data.call), transport.onClose(closed.call)];
  };
  /** The one of last time is opened even when it is silent: the ladder has stronger means than asking. */
  const search = async (): Promise<Transport> => {
    const all = await candidates();
    const again = all.find((each) => each.name === found?.name);
    const order = again === undefined ? all : [again, ...all.filter((each) => each !== again)];
    for (const each of order) if (await answersAt(each, clock)) return each;
    const only = again ?? (all.length === 1 ? all[0] : undefined);
    if (only !== undefined) return only;
    const code = all.length === 0 ? 'transport/no-port' : 'transport/no-answer';
    throw new TerminalError(code, `none of ${all.length} ports of ${name} answers as a modem`, {
      retry: 'retry',
    });
  };

  return {
    get name() {
      return current?.name ?? name;
    },
    async open() {
      const right = await search();
      await use(right);
      found = right;
    },
    async close() {
      const closing = current;
      current = undefined;
      for (const stop of stopListening) stop();
      stopListening = [];
      await closing?.close();
    },
    write(bytes) {
      if (current !== undefined) return current.write(bytes);
      return Promise.reject(new TerminalError('transport/closed', `${name} is not open`, { retry: 'retry' }));
    },
    setDtr: async (on) => current?.setDtr?.(on),
    onData: data.add,
    onClose: closed.add,
  };
}
