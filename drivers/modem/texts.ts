/**
 * Inbound texts: off the SIM and into the keeper.
 *
 * INVARIANTS: a text is deleted from its store only after the keeper's promise resolved; a text that the keeper rejects stays
 * and is offered again; one that the keeper cannot take does not keep the others back. A lost announcement costs minutes, not
 * a text: every store is swept at the start, at each announcement and every `sweepMs`.
 */
import { parseStoreUse, type StoredText } from '../../protocol/at/index.js';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { backoff } from '../host/timing.js';
import type { Cancel, Random } from '../host/types.js';
import { askIfAble, firstTaken, selectStore } from './asking.js';
import type { BroughtUp } from './bring-up.js';
import { query } from './command.js';
import type { Counting } from './counters.js';
import type { Link } from './link.js';
import { ahead, readStore, readText } from './reading.js';
import type { InboundText } from './types.js';

export type Keeper = (text: InboundText) => Promise<void>;

export interface TextsOptions {
  readonly link: Link;
  readonly random: Random;
  readonly counters: Counting;
  readonly sweepMs: number;
  /** How full the store of new texts is, after each sweep. */
  readonly onUse: (used: number, total: number) => void;
  /** It restarted without saying so: everything is to be set again. */
  readonly onForgotten: () => void;
}

export interface Texts {
  keepWith(keeper: Keeper): void;
  /** After each bring-up: sweeps every store. */
  begin(modem: BroughtUp): void;
  /** The port is gone, or the modem restarts. */
  end(): void;
  /** +CMTI, +CDSI, or a full store: look into `store`; without one, into all. */
  arrived(store?: string): void;
  /** The PDU of +CMT or +CDS: it lies in no store, so it is held here until it is kept. */
  arrivedDirectly(pdu: string): void;
}

const DELETE_TIMEOUT_MS = 10_000;
const AGAIN_FIRST_MS = 5_000;
const AGAIN_LIMIT_MS = 300_000;
const HELD_MAX = 500;
/** Texts offered to the keeper before the first of them is kept: they share one write to the disk, and stay in order. */
const AT_ONCE = 8;
/** 27.005 <stat>: 0 and 1 are received; what others stored to be sent is not ours. */
const RECEIVED_MAX = 1;

export function createTexts({ link, random, counters, sweepMs, onUse, onForgotten }: TextsOptions): Texts {
  const { channel, clock, log } = link;
  const pause = backoff(random, AGAIN_FIRST_MS, AGAIN_LIMIT_MS);
  const wanted = new Set<string>();
  let held: string[] = [];
  let keeper: Keeper | undefined;
  let modem: BroughtUp | undefined;
  let selected = '';
  let busy = false;
  let stopSweeps: Cancel = () => undefined;
  let stopAgain: Cancel | undefined;

  const keep = async (text: InboundText): Promise<boolean> => {
    try {
      await keeper?.(text);
      if (keeper !== undefined) counters.textsIn += 1;
      return keeper !== undefined;
    } catch (error) {
      counters.textsNotKept += 1;
      log.warn(
        { store: text.store, index: text.index, error: messageOf(error) },
        'a text could not be kept; it stays',
      );
      return false;
    }
  };

  /** A line damaged on its way is read once more; if it stays damaged, the keeper gets it as it is. */
  const reread = async (text: StoredText): Promise<StoredText> => {
    if (text.whole) return text;
    counters.textsDamaged += 1;
    return (await readText(channel, text.index)) ?? text;
  };

  /** Deleting an index that is already free (CMS 321) is as good. */
  const remove = async (index: number) =>
    void (await askIfAble(channel, query(`AT+CMGD=${index}`, undefined, DELETE_TIMEOUT_MS)));

  const look = async (store: string, main: string): Promise<boolean> => {
    if (store !== selected) {
      const ok =
        store === main
          ? await selectStore(channel, store)
          : await firstTaken(channel, [`AT+CPMS="${store}"`]);
      if (!ok) return true;
      selected = store;
    }
    const going: Promise<void>[] = [];
    let all = true;
    let trouble: unknown;
    const take = async (listed: StoredText) => {
      const { pdu, index } = await reread(listed);
      if (pdu === '' || !(await keep({ pdu, store, index }))) all = false;
      else await remove(index);
    };
    for await (const listed of ahead(readStore(channel))) {
      if (listed.status > RECEIVED_MAX) continue;
      const taking = take(listed).catch((error: unknown) => {
        trouble ??= error;
      });
      going.push(taking);
      if (going.length >= AT_ONCE) await going.shift();
    }
    await Promise.all(going);
    if (trouble !== undefined) throw trouble;
    return all;
  };

  const deliverHeld = async (acknowledge: boolean): Promise<boolean> => {
    const rejected: string[] = [];
    for (const pdu of held.splice(0)) {
      const kept = await keep({ pdu, store: 'direct', index: -1 });
      if (!kept) rejected.push(pdu);
      else if (acknowledge) await firstTaken(channel, ['AT+CNMA']);
    }
    held = [...rejected, ...held];
    return rejected.length === 0;
  };

  const measure = async () => {
    const lines = await askIfAble(channel, query('AT+CPMS?', '+CPMS'));
    const use = parseStoreUse(lines?.[0] ?? '');
    if (use !== undefined) onUse(use.used, use.total);
  };

  const round = async (current: BroughtUp): Promise<boolean> => {
    let all = await deliverHeld(current.acknowledges);
    if (wanted.size === 0) return all;
    while (wanted.size > 0 && modem === current) {
      const [store = current.store] = wanted;
      wanted.delete(store);
      if (!(await look(store, current.store))) all = false;
    }
    if (selected !== current.store && (await selectStore(channel, current.store))) selected = current.store;
    await measure();
    return all;
  };

  /** Not for a modem that is gone: its next bring-up looks into every store. */
  const again = () => {
    if (modem === undefined) return;
    stopAgain ??= clock.after(pause.next(), () => {
      stopAgain = undefined;
      sweep();
    });
  };
  const work = async (current: BroughtUp) => {
    busy = true;
    try {
      if (await round(current)) pause.reset();
      else again();
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the texts on the SIM could not be read');
      if (isTerminalError(error, 'modem/forgotten')) onForgotten();
      else again();
    } finally {
      busy = false;
    }
    if (wanted.size > 0) kick();
  };
  const kick = () => {
    if (busy || keeper === undefined || modem === undefined) return;
    void work(modem);
  };
  const sweep = () => {
    for (const store of modem?.stores ?? []) wanted.add(store);
    kick();
  };
  const sweepNowAndThen = () => {
    stopSweeps = clock.after(sweepMs, () => {
      sweep();
      sweepNowAndThen();
    });
  };
  const end = () => {
    modem = undefined;
    wanted.clear();
    stopSweeps();
    stopAgain?.();
    stopAgain = undefined;
  };

  return {
    keepWith(next) {
      keeper = next;
      sweep();
    },
    begin(current) {
      end();
      modem = current;
      selected = current.store;
      sweep();
      sweepNowAndThen();
    },
    end,
    arrived(store) {
      if (modem === undefined) return;
      if (store === undefined) return sweep();
      wanted.add(store);
      kick();
    },
    arrivedDirectly(pdu) {
      if (held.length >= HELD_MAX)
        log.error({ held: held.length }, 'too many texts wait for their keeper; one is refused');
      else held.push(pdu);
      kick();
    },
  };
}
