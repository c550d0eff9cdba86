/** Does what was ordered: writes the journal anew without the person, then everything that was made from it. */
import type { Host } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';
import { beginSwap, commitSwap } from '../kernel/journal/swap.js';
import type { Kernel } from '../kernel/kernel.js';
import { createPersonal } from '../kernel/personal.js';
import { rebuild } from '../kernel/rebuild.js';
import { createWorker, type StepResult, wokenBy } from '../kernel/worker.js';
import { eraseLeftovers, oldBackups, type Places } from './leftovers.js';
import { createGatherer, type Person } from './person.js';
import { doneErasures, type Erasure, isAccounted, openErasures } from './queries.js';
import { createEraser, type Eraser } from './rewrite.js';
import { eachCommit, rangesOf, rewriteSegments, swapped } from './segments.js';

export interface ErasureOptions {
  readonly kernel: Kernel;
  readonly host: Host;
  readonly places: Places;
  /** Makes a new one, in the place of those that go, when the one that runs is done. */
  readonly backup?: () => Promise<{ readonly path: string }>;
}

export interface ErasureService {
  /** How far the erasure is that runs, 0 to 1; undefined while none does. */
  progress(): number | undefined;
  start(): void;
  stop(): Promise<void>;
}

const LOOK_MS = 5_000;
const BY_ITSELF = { actor: 'system', origin: 'timer' } as const;
const WORD_OCTETS = 9;
/** Ranges in one event: a commit must fit into a message. */
const RANGES_MAX = 5_000;
const ORDERED = /^customers\.erased$/;
/** Steps of one, for whoever waits. */
const PARTS = { read: 0.2, written: 0.5, rebuilt: 0.9 };

export function createErasureService({ kernel, host, places, backup }: ErasureOptions): ErasureService {
  const { disk, clock, random, log } = host;
  const { data } = places;
  const personal = createPersonal(kernel.tables);
  const worker = wokenBy(kernel, ORDERED, createWorker(clock, log, 'erasure', step));
  /** Tried before, perhaps up to its swap: what was written anew then has not been said. */
  const tried = new Set(openErasures(kernel.state).map(({ id }) => id));
  let part: number | undefined;
  let renew = kernel.waitsForOffice();

  async function step(): Promise<StepResult> {
    if (kernel.waitsForOffice()) return LOOK_MS;
    if (renew) await renewAll();
    renew = false;
    const [next] = openErasures(kernel.state);
    if (!next) return 'idle';
    try {
      await erase(next);
    } finally {
      part = undefined;
    }
    return 'again';
  }

  /** The journal came out of a backup: whoever was erased after it may be back. */
  async function renewAll(): Promise<void> {
    for (const { id } of doneErasures(kernel.state)) {
      await kernel.transact(BY_ITSELF, () => ({
        events: [{ type: 'erasure.renewed', v: 1, erasure: id } as never],
        result: undefined,
      }));
    }
  }

  async function erase({ id, customer }: Erasure): Promise<void> {
    part = 0;
    const again = tried.has(id);
    tried.add(id);
    const until = await kernel.roll();
    const person = await gather(customer, until);
    part = PARTS.read;
    // First: once the journal is another, nobody knows any more what to look for.
    const deleted = await eraseLeftovers(disk, places, person);
    const eraser = createEraser(person, personal, aWord);
    const { commits, gone } = await rewrite(0, until, eraser);
    // What was written meanwhile could still tell of the person: until nothing does.
    for (let from = until; ; ) {
      const next = await kernel.roll();
      const late = await rewrite(from, next, eraser);
      commits.push(...late.commits);
      if (late.commits.length === 0) break;
      from = next;
    }
    await renewBackups();
    log.info({ erasure: id, commits: commits.length, files: deleted.length }, 'a person was erased');
    // The power may have gone after the swap, before this was said; another erasure may have spoken of the same commits.
    const unsaid = again ? gone : gone.filter((seq) => !isAccounted(kernel.state, seq));
    const ranges = rangesOf([...new Set([...commits, ...unsaid])].sort((a, b) => a - b));
    for (let at = 0; at === 0 || at < ranges.length; at += RANGES_MAX) {
      const some = ranges.slice(at, at + RANGES_MAX);
      await kernel.transact(BY_ITSELF, () => ({
        events: [{ type: 'erasure.done', v: 1, erasure: id, commits: some } as never],
        result: undefined,
      }));
    }
    await kernel.snapshot();
  }

  /** Writes the segments from commit `from` to before `until` anew, and puts them in their place with the database that they make. */
  async function rewrite(from: number, until: number, eraser: Eraser) {
    await beginSwap(disk, data);
    const { segments, commits, gone } = await rewriteSegments(disk, data, { from, until }, eraser);
    part = PARTS.written;
    if (segments.length > 0) {
      const fresh = await rebuild(swapped(disk, data, segments, until), data, kernel.tables);
      part = PARTS.rebuilt;
      await commitSwap(disk, data, { segments });
      await kernel.exchange(fresh, until - 1);
    }
    return { commits: [...commits], gone };
  }

  const aWord = (): string => `gone-${Buffer.from(random.bytes(WORD_OCTETS)).toString('base64url')}`;

  /** Those of before hold the person, and go in any case. */
  async function renewBackups(): Promise<void> {
    const before = await oldBackups(disk, places);
    let made: { readonly path: string } | undefined;
    if (before.length > 0) {
      made = await backup?.().catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'no new backup was made');
        return undefined;
      });
    }
    // One that was being made meanwhile bears its name only now.
    const since = (await oldBackups(disk, places)).filter(
      (path) => path.endsWith('.zgb') && path !== made?.path,
    );
    const old = new Set([...before, ...since]);
    for (const path of old) if ((await disk.size(path)) !== undefined) await disk.remove(path);
    if (places.backups && old.size > 0) await disk.syncDir(places.backups.folder);
  }

  async function gather(customer: string, until: number): Promise<Person> {
    const gatherer = createGatherer(customer);
    await eachCommit(disk, data, { from: 0, until }, gatherer.take);
    return gatherer.person();
  }

  return { progress: () => part, start: worker.start, stop: worker.stop };
}
