/**
 * 20,000 unsent commits, from a terminal's process through the real broker to the acknowledgement of an office in a process
 * of its own, against bare mqtt.js in the same processes: the same bytes in the same batches, up to the last PUBACK.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../../../sim/shop/process.js';
import { median, type Row } from '../measure.js';
import { ZHANGGUI } from '../program.js';

const COMMITS = 20_000;
/** The first round warms both sides up: an office that runs is warm. */
const ROUNDS = 4;
const SECRET = 'only-for-the-bench';
const here = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

interface Round {
  readonly bare: number;
  readonly ours: number;
  readonly bytes: number;
  readonly batches: number;
}

export async function syncDrain(dir: string): Promise<Row> {
  const names = Array.from({ length: ROUNDS }, (_, n) => `till-${n + 1}`);
  const config = join(dir, 'office.conf');
  const terminals = names.map((name) => `terminal = shop-1 ${name} ${SECRET}`);
  await writeFile(
    config,
    ['listen = 127.0.0.1:0', `database = ${join(dir, 'office')}`, ...terminals, ''].join('\n'),
  );
  const office = await startProgram(process.execPath, [ZHANGGUI, 'office', '--config', config, '--json']);
  const bare = await startProgram(process.execPath, [here('bare-broker.js')]);
  try {
    const ports = [bare, office].map(({ ready }) => String(ready.broker_port));
    return rowOf(
      await rounds([here('drain-terminal.js'), join(dir, 'drain'), ...ports, names.join(','), SECRET]),
    );
  } finally {
    await Promise.all([office.stop(), bare.stop()]);
  }
}

async function rounds(args: readonly string[]): Promise<Round[]> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const seen: Round[] = [];
  for await (const line of createInterface({ input: child.stdout })) seen.push(JSON.parse(line) as Round);
  return seen;
}

function rowOf([cold, ...warm]: readonly Round[]): Row {
  const rate = (ms: number | undefined) => (COMMITS / (ms ?? Number.NaN)) * 1000;
  const value = rate(median(warm.map(({ ours }) => ours)));
  const floor = rate(median(warm.map(({ bare }) => bare)));
  const { bytes = 0, batches = 0 } = warm[0] ?? {};
  return {
    name: 'sync.drain',
    value,
    unit: 'commits/s',
    floor,
    ratio: value / floor,
    n: warm.length,
    goal: value >= 0.5 * floor,
    wanted: '≥ 50 % of the floor',
    note: `first, cold: ${Math.round(rate(cold?.ours))} of ${Math.round(rate(cold?.bare))}; ${batches} batches, ${(bytes / 1e6).toFixed(1)} MB`,
  };
}
