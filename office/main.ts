/** The head office: the one place that puts broker, database, feed and terminals together. */

import { createServer, type Socket } from 'node:net';
import { textIn } from '../drivers/host/text-in.js';
import type { Host } from '../drivers/host/types.js';
import { createLink } from '../drivers/link/link.js';
import type { Link } from '../drivers/link/types.js';
import { messageOf, TerminalError } from '../protocol/errors.js';
import { createAccess } from './broker/access.js';
import { type Broker, startBroker } from './broker/broker.js';
import type { OfficeConfig } from './config.js';
import { COMMITS_MAX, type Desk, type OfficeStatus } from './control/commands.js';
import { startControl } from './control/server.js';
import { openDatabase } from './db/open.js';
import type { Query } from './db/types.js';
import { checkPublishable, createFeed } from './feed/feed.js';
import { parseItems, publishItems } from './feed/items.js';
import { itemsIn } from './feed/store.js';
import { announceTills } from './feed/tills.js';
import { createFleet, type Fleet } from './fleet/fleet.js';
import { createFollower } from './follow/follower.js';
import { balancesOf, enteredTwice, totalsOf, wentOver } from './follow/money.js';
import { followIn } from './follow/store.js';
import { createEraser } from './ingest/erase.js';
import { createIngest } from './ingest/ingest.js';
import { commitsIn } from './ingest/store.js';
import type { Listen } from './listener.js';

export interface Office {
  /** Of the embedded broker. */
  readonly brokerPort?: number;
  readonly controlPort?: number;
  readonly desk: Desk;
  status(): OfficeStatus;
  stop(): Promise<void>;
}

/** Journal lines begin with a checksum of eight digits and a space. */
const JSON_START = 9;

/**
 * Starts the office. When a part does not start, those before it are stopped again.
 * @throws TerminalError `office/…`, `database/failed` or `disk/…`
 */
export async function startOffice(config: OfficeConfig, host: Host): Promise<Office> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    return { ...(await assemble(config, host, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  config: OfficeConfig,
  host: Host,
  stops: (() => Promise<void>)[],
): Promise<Omit<Office, 'stop'>> {
  const { clock, log } = host;
  const db = await openDatabase(config.database, host.disk, log);
  stops.push(() => db.close());
  const commits = commitsIn(db);
  const ingest = await createIngest(commits, clock);
  stops.push(() => ingest.idle());
  const items = itemsIn(db);
  const feed = await createFeed(items, clock);
  await announceTills(feed, items, config.terminals);
  if (config.items !== undefined) {
    const wanted = parseItems(new TextDecoder().decode(await host.disk.read(config.items)));
    log.info({ fresh: await publishItems(feed, wanted), items: wanted.length }, 'items of the file');
  }

  const holder: { fleet?: Fleet } = {};
  const { broker, link } = await lineFor(config, host, (terminal, reason) =>
    holder.fleet?.violation(terminal, reason),
  );
  if (broker) stops.push(() => broker.stop());
  stops.push(() => link.stop());
  const fleet = await createFleet({
    ...{ terminals: config.terminals, db, ingest, commits, feed, link, clock, log },
    eraser: createEraser(db, log),
  });
  holder.fleet = fleet;
  const follower = await createFollower({
    ...{ terminals: config.terminals, ingest, commits, items, feed, follow: followIn(db), clock, log },
    onShared: (store) =>
      void fleet.push(store).catch((error: unknown) => log.warn({ err: error, store }, 'new items wait')),
  });
  follower.start();
  stops.push(() => follower.stop());
  link.onStatus(({ state }) => void (state === 'ready' && fleet.announce()));
  link.start();

  const stores = [...new Set(config.terminals.map(({ store }) => store))];
  const status = (): OfficeStatus => ({
    broker: link.status(),
    database: db.name,
    terminals: fleet.status(),
    feed: Object.fromEntries(stores.map((store) => [store, feed.head(store)])),
    behind: follower.behind(),
  });
  const checkStore = (store: string): void => {
    if (stores.includes(store)) return;
    throw new TerminalError('office/unknown-store', `no terminal belongs to a store "${store}"`);
  };
  const desk: Desk = {
    status,
    publish: async (item) => {
      checkStore(item.store);
      checkPublishable(item.kind);
      const n = await feed.publish(item);
      if (item.kind === 'opening') follower.opened();
      await fleet.push(item.store);
      return n;
    },
    commits: async (terminal, from) => {
      fleet.check(terminal);
      const lines = await commits.lines(terminal, from, from + COMMITS_MAX - 1);
      return lines.map((line) => line.slice(JSON_START));
    },
    ...booksOf(db, checkStore),
  };
  const control =
    config.control === undefined ? undefined : await startControl(config.control, listenTcp, desk, log);
  if (control) stops.push(() => control.close());
  log.info({ database: db.name, broker_port: broker?.port, control_port: control?.port }, 'office ready');
  return {
    ...(broker && { brokerPort: broker.port }),
    ...(control && { controlPort: control.port }),
    desk,
    status,
  };
}

/** Answers out of the books. */
function booksOf(
  db: Query,
  check: (store: string) => void,
): Pick<Desk, 'money' | 'customers' | 'customer' | 'conflicts'> {
  const of = <T>(store: string, ask: () => Promise<T>): Promise<T> => {
    check(store);
    return ask();
  };
  return {
    money: (store) => of(store, () => totalsOf(db, store)),
    customers: (store, after) => of(store, () => balancesOf(db, store, { after })),
    customer: (store, customer) =>
      of(store, async () => (await balancesOf(db, store, { customer }))[0]?.balances ?? {}),
    conflicts: (store) =>
      of(store, async () => ({ over: await wentOver(db, store), twice: await enteredTwice(db, store) })),
  };
}

/** A broker of its own, which it talks to without a socket, or a link to another. */
async function lineFor(
  { broker, terminals }: OfficeConfig,
  host: Host,
  onViolation: (terminal: string | undefined, reason: string) => void,
): Promise<{ readonly broker?: Broker; readonly link: Link }> {
  if (broker.kind === 'external') {
    const { url, username, password, caFile } = broker;
    const ca = caFile !== undefined && { ca: textIn(host.disk, caFile) };
    return {
      link: createLink({ ...host, url, clientId: username ?? 'zhanggui-office', username, password, ...ca }),
    };
  }
  const access = createAccess(terminals);
  const own = await startBroker({
    listen: broker.listen,
    open: listenTcp,
    access,
    log: host.log,
    onViolation,
  });
  return { broker: own, link: own.link };
}

/** The real TCP server. */
const listenTcp: Listen = async ({ host, port }, accept) => {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    accept(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const why = `cannot listen on ${host}:${port}: ${messageOf(cause)}`;
      reject(new TerminalError('office/listen', why, { context: { host, port }, cause, retry: 'person' }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
};
