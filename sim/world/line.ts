/**
 * The line to the head office: a broker that keeps a session for each client, and links that break, stall, repeat and come
 * back, with the promises of drivers/link/types.ts and no others.
 */
import type { DeviceStatus } from '../../drivers/device.js';
import type { Clock } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Chance } from './chance.js';
import type { Timeline } from './timeline.js';
import type { Trace } from './trace.js';

type Take = (payload: Uint8Array) => Promise<void>;

interface Session {
  /** Who listens now; undefined while the client is away. */
  take: Take | undefined;
  readonly waiting: Uint8Array[];
  /** Earliest moment of the next delivery: one connection keeps its order. */
  nextAt: number;
}

export interface Broker {
  /** A link for one life of a client. */
  link(client: string, clock: Clock, alive: () => boolean): Link;
  /** The client's machine died: the broker notices. */
  gone(client: string): void;
  /** Cuts a client off, or lets it back. */
  cut(client: string, isCut: boolean): void;
  /** The client looks connected, but nothing passes. */
  stall(client: string, isStalled: boolean): void;
  /** Share of messages delivered twice. */
  repeat(share: number): void;
  /** At the next connection of a client, what waited for it comes in any order. */
  reorder(client: string): void;
  /** Restarts without its memory: what waited for somebody is gone, everybody has to connect again. */
  forget(): void;
}

const QUEUE_MAX = 1000;
const RECONNECT_MS = 3_000;
const PUBACK_MS = 20_000;

export function createBroker(timeline: Timeline, trace: Trace, chance: Chance): Broker {
  const sessions = new Map<string, Session>();
  const cuts = new Set<string>();
  const stalls = new Set<string>();
  const drops = new Map<string, () => void>();
  const mixed = new Set<string>();
  let repeated = 0;

  function sessionOf(topic: string): Session {
    const known = sessions.get(topic);
    if (known) return known;
    const session: Session = { take: undefined, waiting: [], nextAt: 0 };
    sessions.set(topic, session);
    return session;
  }

  function route(topic: string, payload: Uint8Array): void {
    const session = sessionOf(topic);
    const times = chance.hit(repeated) ? 2 : 1;
    if (times > 1) trace.add('broker', `gives ${topic.slice(-11)} ${headOf(payload)} twice`);
    for (let i = 0; i < times; i++) if (session.waiting.length < QUEUE_MAX) session.waiting.push(payload);
    pump(topic, session);
  }

  /** Delivers what waits, in order, each a moment after the other. */
  function pump(topic: string, session: Session): void {
    const { take } = session;
    while (take && session.waiting.length > 0) {
      const payload = session.waiting.shift() as Uint8Array;
      session.nextAt = Math.max(session.nextAt, timeline.now() + chance.between(1, 30));
      timeline.after(session.nextAt - timeline.now(), () => {
        if (session.take !== take) session.waiting.unshift(payload);
        else void deliver(topic, take, payload);
      });
    }
  }

  /** Fisher and Yates' shuffle. */
  function mix(topic: string, waiting: Uint8Array[]): void {
    for (let at = waiting.length - 1; at > 0; at--) {
      const other = chance.between(0, at);
      const [one, two] = [waiting[at], waiting[other]];
      if (one && two) [waiting[at], waiting[other]] = [two, one];
    }
    if (waiting.length > 1) trace.add('broker', `mixes ${waiting.length} messages of ${topic}`);
  }

  async function deliver(topic: string, take: Take, payload: Uint8Array): Promise<void> {
    trace.add('broker', `${topic.slice(-11)} ${headOf(payload)}`);
    await take(payload).catch((error: unknown) => trace.add('broker', `not taken: ${String(error)}`));
  }

  function link(client: string, clock: Clock, alive: () => boolean): Link {
    const listeners = new Set<(status: DeviceStatus) => void>();
    const takers = new Map<string, Take>();
    const flying = new Set<(error: TerminalError) => void>();
    let status: DeviceStatus = { state: 'absent' };
    let running = false;

    const set = (next: DeviceStatus): void => {
      if (next.state === status.state || !alive()) return;
      status = next;
      trace.add(client, `link ${next.state}`);
      for (const listener of listeners) listener(next);
    };
    const connect = (): void => {
      if (!running || !alive() || status.state === 'ready') return;
      if (cuts.has(client)) return void clock.after(RECONNECT_MS, connect);
      drops.set(client, drop);
      for (const [topic, take] of takers) sessionOf(topic).take = take;
      if (mixed.delete(client)) for (const topic of takers.keys()) mix(topic, sessionOf(topic).waiting);
      set({ state: 'ready' });
      for (const topic of takers.keys()) pump(topic, sessionOf(topic));
    };
    function drop(): void {
      for (const topic of takers.keys()) {
        if (sessionOf(topic).take === takers.get(topic)) sessionOf(topic).take = undefined;
      }
      set({ state: 'absent', reason: 'cut' });
      if (alive()) for (const reject of [...flying]) reject(down());
      clock.after(RECONNECT_MS, connect);
    }
    const publish = (topic: string, payload: Uint8Array): Promise<void> => {
      if (!alive()) return new Promise(() => undefined);
      if (status.state !== 'ready') return Promise.reject(down());
      return new Promise((resolve, reject) => {
        const fail = (error: TerminalError) => {
          flying.delete(fail);
          reject(error);
        };
        flying.add(fail);
        if (stalls.has(client)) return void clock.after(PUBACK_MS, () => flying.has(fail) && drop());
        const copy = payload.slice();
        const wayMs = chance.between(1, 20);
        timeline.after(wayMs, () => route(topic, copy));
        clock.after(wayMs + chance.between(1, 40), () => {
          if (flying.delete(fail)) resolve();
        });
      });
    };
    return {
      status: () => status,
      onStatus: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      start() {
        running = true;
        clock.after(chance.between(5, 200), connect);
      },
      stop: async () => {
        running = false;
        drop();
      },
      publish,
      subscribe: (topic, take) => void takers.set(topic, take),
    };
  }

  return {
    link,
    gone(client) {
      drops.get(client)?.();
      drops.delete(client);
    },
    cut(client, isCut) {
      if (isCut) cuts.add(client);
      else cuts.delete(client);
      if (isCut) drops.get(client)?.();
    },
    stall(client, isStalled) {
      if (isStalled) stalls.add(client);
      else stalls.delete(client);
    },
    repeat: (share) => {
      repeated = share;
    },
    reorder: (client) => void mixed.add(client),
    forget() {
      let gone = 0;
      for (const session of sessions.values()) gone += session.waiting.splice(0).length;
      trace.add('broker', `forgets ${gone} messages`);
      for (const hangUp of [...drops.values()]) hangUp();
    },
  };
}

function down(): TerminalError {
  return new TerminalError('link/down', 'there is no line to the office');
}

/** The first line of a message, for people who read the trace. */
function headOf(payload: Uint8Array): string {
  const end = payload.indexOf(0x0a);
  return Buffer.from(payload.subarray(0, end < 0 ? 200 : Math.min(end, 200))).toString('utf8');
}
