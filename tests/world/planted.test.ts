/** The checks bite: one part of the product is replaced by a wrong one, and the world says which promise that breaks. */
import { test } from 'uvu';
import type { AppendFile, Disk } from '../../drivers/host/types.js';
import type { Reader, Tap } from '../../drivers/reader/types.js';
import { checksumOf } from '../../protocol/sync/commit-line.js';
import type { FaultName } from '../../sim/world/faults.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import type { Applier, Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { again } from './again.js';
import { mustBeFound } from './must-be-found.js';

/** Seeds within which each must be found; the issue grants 200. */
const SEEDS_MAX = 200;

type Apply = Applier<DomainEvent>;

/** The applier of one event, replaced. */
function applying(type: string, wrong: (right: Apply) => Apply): NonNullable<Planted['tables']> {
  const replaced = (tables: Tables): Tables => {
    const right = tables.apply[type];
    return right ? { ...tables, apply: { ...tables.apply, [type]: wrong(right) } } : tables;
  };
  return (all) => all.map(replaced);
}

function withFiles(wrong: (file: AppendFile) => AppendFile): (disk: Disk) => Disk {
  return (disk) => ({ ...disk, openAppend: async (path) => wrong(await disk.openAppend(path)) });
}

/** Tells people their result as soon as it is decided. */
function hasty(kernel: Kernel): Kernel {
  return {
    ...kernel,
    transact: (cause, decide) =>
      new Promise((resolve, reject) => {
        kernel
          .transact(cause, (state) => {
            const decision = decide(state);
            resolve(decision.result);
            return decision;
          })
          .catch(reject);
      }),
  };
}

let applied = 0;

/** The shop's rules, less the hours in which nothing may be sent. */
const withoutNight =
  (right: Apply): Apply =>
  (db, event, commit) => {
    const { policy } = event as unknown as { readonly policy: object };
    right(db, { ...event, policy: { ...policy, quietFrom: 620, quietTo: 620 } } as never, commit);
  };

/** Gives every line of a journal the checksum that it should have. */
function trusting(disk: Disk): Disk {
  const right = (line: string) => `${checksumOf(Buffer.from(line.slice(9), 'latin1'))} ${line.slice(9)}`;
  return {
    ...disk,
    readAt: async (path, offset, length) => {
      const bytes = Buffer.from(await disk.readAt(path, offset, length));
      if (!path.endsWith('.log')) return bytes;
      const lines = bytes.toString('latin1').split('\n');
      return Buffer.from(lines.map((line) => (line.length > 9 ? right(line) : line)).join('\n'), 'latin1');
    },
  };
}

/** Takes a card that left too early for the one before it. */
function hastyReader(reader: Reader): Reader {
  return {
    ...reader,
    onTap(listener) {
      let last: Tap | undefined;
      reader.onBadTap(() => last && listener(last));
      return reader.onTap((tap) => {
        last = tap;
        listener(tap);
      });
    },
  };
}

interface Wrong {
  readonly breaks: readonly Promised[];
  readonly with: Planted;
  /** One fault, again and again, when it takes that one; all by chance without. */
  readonly fault?: FaultName;
}

const PLANTED: Readonly<Record<string, Wrong>> = {
  'a card that left too early is taken for the one before': {
    breaks: ['tap-is-the-card'],
    with: { reader: hastyReader },
  },
  'the start trusts a line with a wrong checksum': {
    breaks: ['no-silent-loss', 'starts-again'],
    fault: 'segment-rot',
    with: { disk: trusting },
  },
  'nobody is told that the office has more than the journal': {
    breaks: ['no-silent-loss'],
    fault: 'disk-lies',
    with: { status: ({ unsent, acked, cursor }) => ({ unsent, acked, cursor }) },
  },
  'the fsync is skipped': {
    breaks: ['told-is-kept', 'office-has-the-same'],
    with: {
      disk: withFiles((file) => ({
        get size() {
          return file.size;
        },
        append: (bytes) => file.append(bytes),
        sync: () => Promise.resolve(),
        truncate: (size) => file.truncate(size),
        close: () => file.close(),
      })),
    },
  },
  'people are told before it is durable': {
    breaks: ['told-is-kept', 'sim-text-kept-first'],
    with: { kernel: hasty },
  },
  'points are applied twice': {
    breaks: ['balances-are-sums'],
    with: {
      tables: applying('ledger.entered', (right) => (db, event, commit) => {
        right(db, event, commit);
        right(db, event, commit);
      }),
    },
  },
  'a sale is forgotten by the database': {
    breaks: ['balances-are-sums', 'counted-once', 'paper-is-known'],
    with: { tables: applying('counter.sold', () => () => undefined) },
  },
  'the database depends on something outside of the journal': {
    breaks: ['replay-is-same'],
    with: {
      tables: applying('customers.registered', (right) => (db, event, commit) => {
        applied += 1;
        right(db, { ...event, level: String(applied) } as DomainEvent, commit);
      }),
    },
  },
  'the place in the feed is forgotten': {
    breaks: ['counted-once', 'starts-again'],
    with: { tables: applying('sync.advanced', () => () => undefined) },
  },
  'a text is deleted from the SIM before it is kept': {
    breaks: ['sim-text-kept-first'],
    with: {
      modem: (modem) => ({
        ...modem,
        keepTextsWith: (keep) => modem.keepTextsWith(async (text) => void keep(text).catch(() => undefined)),
      }),
    },
  },
  'a refusal is not heard': {
    breaks: ['refusal-is-heeded'],
    with: { tables: applying('messaging.refused', () => () => undefined) },
  },
  'the quiet hours are not kept': {
    breaks: ['night-is-quiet'],
    with: { tables: applying('messaging.policy-set', withoutNight) },
  },
  'a text is sent twice': {
    breaks: ['text-sent-once'],
    with: {
      modem: (modem) => ({
        ...modem,
        sendPart: async (part) => {
          await modem.sendPart(part);
          return modem.sendPart(part);
        },
      }),
    },
  },
  'a receipt is printed twice': {
    breaks: ['paper-is-known'],
    with: {
      printer: (printer) => ({
        status: () => printer.status(),
        onStatus: (listener) => printer.onStatus(listener),
        start: () => printer.start(),
        stop: () => printer.stop(),
        senses: () => printer.senses(),
        openDrawer: () => printer.openDrawer(),
        print: async (receipt) => {
          await printer.print(receipt);
          return printer.print(receipt);
        },
      }),
    },
  },
  'the office acknowledges before its own commit': {
    breaks: ['office-has-the-same', 'everything-drains'],
    with: {
      commits: (commits) => ({
        ...commits,
        append: async (batches, nowMs) => void commits.append(batches, nowMs).catch(() => undefined),
      }),
    },
  },
  'the office takes a commit twice': {
    breaks: ['office-has-the-same'],
    with: {
      commits: (commits) => ({
        ...commits,
        append: (batches, nowMs) =>
          commits.append(
            batches.map((batch) => ({ ...batch, packed: Buffer.concat([batch.packed, batch.packed]) })),
            nowMs,
          ),
      }),
    },
  },
};

for (const [what, { breaks, fault, with: planted }] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX },
      ...(fault && { strikes: (seed: number) => again(fault, seed) }),
      found: ({ promise }) => breaks.includes(promise),
    });
  });
}

test.run();
