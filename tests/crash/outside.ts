/** Stands beside the shop and holds everything that leaves it against the journal, at the moment when it leaves. */
import { EventEmitter } from 'node:events';
import { crc32 } from 'node:zlib';
import { type Shop, TERMINAL } from '../../sim/shop/shop.js';
import { type Books, createBooks, type Medium } from '../../sim/world/books.js';
import { createTrace, type Trace } from '../../sim/world/trace.js';
import { watchPaper, watchSent } from '../../sim/world/watch.js';
import { createWitness, type Witness } from '../../sim/world/witness.js';
import { folderMedium } from './folder.js';

/** 27.005 <stat>: 0 and 1 are received texts. */
const RECEIVED_MAX = 1;

export interface Seen {
  /** Sales that somebody saw done, and those that got stuck. */
  told: number;
  stuck: number;
  /** Pieces of paper, texts that the network took and that left the SIM, commits at the office. */
  paper: number;
  sent: number;
  deleted: number;
  acked: number;
}

export interface Outside {
  readonly name: string;
  readonly books: Books;
  readonly witness: Witness;
  readonly trace: Trace;
  /** How often something left the terminal that was looked at. */
  readonly seen: Seen;
  /** Emits each deed (`plug.ts`) when it is done. */
  readonly deeds: EventEmitter;
  medium(): Medium;
  life(): undefined;
  /** Somebody read on the screen that this sale is done. */
  told(number: string): void;
  /** A sale did not go on; the screen is told. */
  stuck(screen: readonly string[]): void;
  /** What the office has, brought up to date by `readOffice`. */
  lines(): readonly string[];
  readOffice(): Promise<void>;
}

/** @param say hears of what got stuck, for whoever makes the load better */
export function standOutside(shop: Shop, say: (line: string) => void): Outside {
  const started = performance.now();
  const trace = createTrace(() => performance.now() - started);
  const witness = createWitness(trace);
  const medium = folderMedium(`${shop.dir}/terminal`);
  const books = createBooks(medium);
  const deeds = new EventEmitter();
  const seen = { told: 0, stuck: 0, paper: 0, sent: 0, deleted: 0, acked: 0 };
  const lines: string[] = [];
  const outside: Outside = {
    ...{ name: TERMINAL, books, witness, trace, seen, deeds },
    medium: () => medium,
    life: () => undefined,
    told(number) {
      seen.told += 1;
      trace.add('screen', `done ${number}`);
      if (!books.events('counter.sold').some(({ event }) => event.number === number))
        witness.broken('told-is-kept', `${number} was done on the screen`);
    },
    stuck(screen) {
      seen.stuck += 1;
      trace.add('screen', 'stuck');
      say(`a sale is stuck at\n${screen.join('\n')}`);
    },
    lines: () => lines,
    async readOffice() {
      for (;;) {
        const page = (await shop.office.ask(`commits ${TERMINAL} ${lines.length + 1}`)) as unknown[];
        if (page.length === 0) return;
        lines.push(...page.map(asLine));
        seen.acked = lines.length;
      }
    },
  };
  watchDevices(shop, outside);
  return outside;
}

/** The office answers with the JSON of a journal's line, keys in their order. */
function asLine(commit: unknown): string {
  const json = JSON.stringify(commit);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
}

function watchDevices({ printer, modem }: Shop, outside: Outside): void {
  const { books, witness, trace, seen, deeds } = outside;
  printer.onReceipt((receipt) => {
    seen.paper += 1;
    deeds.emit('paper');
    trace.add('paper', receipt.text.replace(/\s+/g, ' '));
    watchPaper(outside, receipt, witness);
  });
  const { submit } = modem.network;
  modem.network.submit = (tpdu, reference) => {
    submit(tpdu, reference);
    seen.sent += 1;
    deeds.emit('sent');
    trace.add('network', `takes ${Buffer.from(tpdu).toString('hex')}`);
    watchSent(outside, modem.network.sent(), witness);
  };
  const { store } = modem.device;
  const { remove } = store;
  store.remove = (memory, index) => {
    const text = store.get(memory, index);
    if (text && text.status <= RECEIVED_MAX) {
      seen.deleted += 1;
      deeds.emit('deleted');
      trace.add('SIM', `loses ${text.pdu}`);
      if (!books.events('messaging.pdu-kept').some(({ event }) => event.pdu === text.pdu))
        witness.broken('sim-text-kept-first', `${text.pdu} was deleted`);
    }
    return remove(memory, index);
  };
}
