/**
 * From the start of the terminal's process to its first picture, and its memory when the customer search is ready; both
 * against a node process that holds the same snapshot in sql.js.
 */
import { fileURLToPath } from 'node:url';
import { median, percentile, type Row } from '../measure.js';
import { residentMb, startOnPty, terminalConfig, ZHANGGUI } from '../program.js';

const PAIRS = 9;
const LOAD = fileURLToPath(new URL('../load-snapshot.js', import.meta.url));
const F3 = '\x1bOR';

/** @param data the shop's folder, with a snapshot in it */
export async function bootReady(data: string): Promise<Row[]> {
  // Every device is named, as at a counter; none is there.
  const config = await terminalConfig(data, {
    modem: `${data}.no-modem`,
    printer: 'tcp:127.0.0.1:9',
    reader: 'yes',
    office: 'mqtt://127.0.0.1:9',
    'office-password': 'nobody-listens',
  });
  const boots: number[] = [];
  const floors: number[] = [];
  const memory: number[] = [];
  const floorMemory: number[] = [];
  for (let n = 0; n < PAIRS; n++) {
    const floor = await startOnPty([LOAD, data], 'customers: 100000');
    floors.push(await floor.sawMs);
    floorMemory.push(residentMb(floor.pid));
    await floor.kill('SIGKILL');
    const terminal = await startOnPty([ZHANGGUI, 'terminal', '--config', config], '收银');
    boots.push(await terminal.sawMs);
    if (n < 3) {
      terminal.type(F3);
      await terminal.waitFor('共100000');
      terminal.type('138');
      await terminal.waitFor('查找 138');
      memory.push(residentMb(terminal.pid));
    }
    await terminal.kill('SIGTERM');
  }
  return [bootRow(boots, floors), memoryRow(memory, floorMemory)];
}

function bootRow(boots: readonly number[], floors: readonly number[]): Row {
  const [value, floor] = [median(boots), median(floors)];
  return {
    name: 'boot.ready',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    n: boots.length,
    goal: value <= 2 * floor,
    wanted: '≤ 2 × the floor (p50)',
    note: `longest ${percentile(boots, 1).toFixed(0)} ms`,
  };
}

function memoryRow(memory: readonly number[], floors: readonly number[]): Row {
  const [value, floor] = [Math.max(...memory), median(floors)];
  return {
    name: 'rss',
    value,
    unit: 'MB',
    floor,
    ratio: value / floor,
    n: memory.length,
    goal: value <= 220,
    wanted: '≤ 220 MB (largest)',
  };
}
