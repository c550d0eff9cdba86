/**
 * `npm run mutations [-- PART [SEEDS]]`: are the world's checks worth anything? Each mutation is made in a copy of the
 * compiled product, and the world runs in that copy until a promise breaks. PART: only mutations with these words in
 * their names. Ends with 1 when one survives that is not said to be the same program.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTATIONS, type Mutation } from './mutation-list.js';

const BUILD = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['protocol', 'drivers', 'terminal', 'office', 'sim', 'tests/world'];
/** A mutant that takes longer never ends, which is as good as caught: nothing drains. */
const MS_A_SEED = 5_000;

interface Outcome {
  readonly seed?: number;
  readonly promise?: string;
  readonly detail?: string;
}

function copyBuild(): string {
  const copy = mkdtempSync(join(tmpdir(), 'zhanggui-mutant-'));
  for (const room of ROOMS) cpSync(join(BUILD, room), join(copy, room), { recursive: true });
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
  const modules = [join(BUILD, 'node_modules'), join(BUILD, '../node_modules')].find(existsSync);
  if (modules === undefined) throw new Error('no node_modules beside the build');
  symlinkSync(modules, join(copy, 'node_modules'));
  return copy;
}

/** Puts the mutation into the copy and gives a way back. Throws when its text does not stand there exactly once. */
function mutate(copy: string, { name, file, from, to }: Mutation): () => void {
  const path = join(copy, file);
  const right = readFileSync(path, 'utf8');
  const times = right.split(from).length - 1;
  if (times !== 1) throw new Error(`"${name}": its text stands ${times} times in ${file}`);
  writeFileSync(
    path,
    right.replace(from, () => to),
  );
  return () => writeFileSync(path, right);
}

function runWorldIn(copy: string, seeds: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(copy, 'tests/world/mutant.js'), '1', seeds], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, Number(seeds) * MS_A_SEED);
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      complaint = (complaint + text.toString()).slice(-500);
    });
    child.on('close', () => {
      clearTimeout(timer);
      if (late) resolve({ promise: 'does not end' });
      else if (said === '') resolve({ promise: 'does not run', detail: complaint });
      else resolve(JSON.parse(said) as Outcome);
    });
  });
}

function tell({ name, equivalent }: Mutation, { seed, promise, detail }: Outcome): string {
  if (promise !== undefined)
    return `${name}: ${promise}${seed === undefined ? '' : `, seed ${seed}`} (${detail ?? ''})`;
  return `${name}: ${equivalent === undefined ? 'SURVIVED' : `same program: ${equivalent}`}`;
}

const [part = '', seeds = '200'] = process.argv.slice(2);
const wanted = MUTATIONS.filter(({ name }) => name.includes(part));
const copy = copyBuild();
let survivors = 0;
try {
  for (const mutation of wanted) {
    const back = mutate(copy, mutation);
    const outcome = await runWorldIn(copy, seeds);
    back();
    if (outcome.promise === undefined && mutation.equivalent === undefined) survivors += 1;
    process.stdout.write(`${tell(mutation, outcome)}\n`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(`${wanted.length} mutations, ${survivors} survived\n`);
if (survivors > 0) process.exitCode = 1;
