/** Journal lines, and an office on a free port with its database in a folder that goes away. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import type { Host, Log } from '../../drivers/host/types.js';

const encoder = new TextEncoder();

/** The journal line of commit `seq` with these events, with its line end. */
export function lineOf(seq: number, events: readonly object[]): string {
  const json = JSON.stringify({
    seq,
    at: 1_700_000_000_000 + seq,
    id: `id-${seq}`,
    actor: 'staff:1',
    origin: 'keypad',
    sync: seq,
    events,
  });
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

/** The journal line of commit `seq`, with its line end; `mark` makes another content. */
export function journalLine(seq: number, mark = ''): string {
  return lineOf(seq, [{ type: 'counter.sold', v: 1, name: '洗发水', mark }]);
}

export function journalBytes(first: number, last: number, mark = ''): Uint8Array {
  let text = '';
  for (let seq = first; seq <= last; seq++) text += journalLine(seq, mark);
  return encoder.encode(text);
}

export interface LoggedLine {
  readonly level: string;
  readonly message: string;
  readonly facts: object;
}

/** Keeps what is logged. */
export function memoryLog(lines: LoggedLine[] = []): Log {
  const at = (level: string) => (facts: object, message: string) =>
    void lines.push({ level, message, facts });
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => memoryLog(lines),
  };
}

export function realHost(log: Log = memoryLog()): Host {
  return { clock: systemClock, random: systemRandom, disk: systemDisk(), log };
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'zhanggui-office-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
