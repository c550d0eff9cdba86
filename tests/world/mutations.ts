/**
 * `npm run mutations [-- PART [SEEDS]]`: are the world's checks worth anything? Each mutation is made in a copy of the
 * compiled product, and the world runs in that copy until a promise breaks. PART: only mutations with these words in
 * their names. Ends with 1 when one survives that is not said to be the same program.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyBuild, mutate } from './mutated-build.js';
import { MUTATIONS } from './mutation-list.js';
import type { Mutation } from './mutations/mutation.js';

/** A mutant that takes longer never ends, which is as good as caught: nothing drains. */
const MS_A_SEED = 20_000;

/** Node's exit code when nothing can happen any more and the program still waits. */
const UNSETTLED = 13;

interface Outcome {
  readonly seed?: number;
  readonly promise?: string;
  readonly detail?: string;
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
    child.on('close', (code) => {
      clearTimeout(timer);
      if (late) resolve({ promise: 'does not end' });
      else if (said === '' && code === UNSETTLED) resolve({ promise: 'waits for ever' });
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
