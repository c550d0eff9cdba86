/**
 * Runs the compiled tests: every tests/**\/*.test.ts has its own process, a few at a time, each with a time limit.
 *
 *   node deploy/run-tests.mjs [PART OF A PATH…] [--jobs N] [--limit SECONDS] [--also-passed N] [--also-failed N]
 *
 * The list comes from the .ts files, so that what the compiler left behind from a deleted test never runs. A file fails
 * when a test in it fails, when it exits non-zero, prints no totals (its process died, or its last promise never
 * settled), runs over its limit, or leaves a process behind. The two --also counts are the other checks of deploy/test.
 * A test that needs something of which the machine has one says so in a line `// exclusive: NAME`; files that name the
 * same thing never run at the same time. One that takes longer than others says so in a line `// limit: SECONDS`. The last line is `tests: N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const grace_ms = 2_000;

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    limit: { type: 'string', default: '120' },
    'also-passed': { type: 'string', default: '0' },
    'also-failed': { type: 'string', default: '0' },
  },
});

/** @typedef {{ name: string, compiled: string, exclusive: string[], limit: number }} TestFile */
/** @typedef {{ passed: number, failed: number, skipped: number, why: string[], output: string, seconds: number }} Outcome */

/** @returns {TestFile[]} */
function findTests() {
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `tests/${path}`)
    .filter((name) => filters.length === 0 || filters.some((part) => name.includes(part)))
    .sort()
    .map((name) => {
      const source = readFileSync(join(root, name), 'utf8');
      return {
        name,
        compiled: join(root, 'dist', name.replace(/\.ts$/, '.js')),
        exclusive: [...source.matchAll(/^\/\/ exclusive: (\S+)$/gm)].map((m) => m[1]),
        limit: Math.max(Number(options.limit), Number(/^\/\/ limit: (\d+)$/m.exec(source)?.[1] ?? 0)),
      };
    });
}

/** Process groups that are running now; ended with us. */
const groups = new Set();

function killGroup(pid, signal = 'SIGKILL') {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false; // nobody is left in it
  }
}

/** True when the group is empty within `grace_ms`; a process that has just been ended stays in it until it is reaped. */
async function emptied(pid) {
  const until = performance.now() + grace_ms;
  while (killGroup(pid, 0)) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** @param {TestFile} file @returns {Promise<Outcome>} */
function run(file) {
  if (!existsSync(file.compiled)) {
    return Promise.resolve(
      judge({ output: '', seconds: 0, why: [`not compiled: ${file.compiled} is missing`] }),
    );
  }
  return new Promise((resolve) => {
    const began = performance.now();
    const { FORCE_COLOR: _, ...env } = process.env;
    const child = spawn(process.execPath, ['--enable-source-maps', file.compiled], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const why = [];
    let output = '';
    const keep = (text) => {
      if (output.length < 1_000_000) output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    groups.add(child.pid);
    const limit = setTimeout(() => {
      why.push(`ran over its limit of ${file.limit} s and was ended`);
      killGroup(child.pid);
    }, file.limit * 1000);
    child.on('exit', (code, signal) => {
      clearTimeout(limit);
      if (why.length === 0 && signal !== null) why.push(`ended by ${signal}`);
      if (why.length === 0 && code !== 0) why.push(`exit code ${code}`);
      const straggler = setTimeout(() => {
        why.push('left a process behind that holds its output open');
        killGroup(child.pid);
      }, grace_ms);
      child.on('close', async () => {
        clearTimeout(straggler);
        if (!(await emptied(child.pid))) {
          killGroup(child.pid);
          why.push('left a process behind');
        }
        groups.delete(child.pid);
        resolve(judge({ output, seconds: (performance.now() - began) / 1000, why }));
      });
    });
  });
}

/** Reads uvu's totals. @returns {Outcome} */
function judge({ output, seconds, why }) {
  const total = (word) =>
    [...output.matchAll(new RegExp(`^\\s*${word}:\\s+(\\d+)\\s*$`, 'gm'))].map((m) => Number(m[1]));
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const passed = sum(total('Passed'));
  const skipped = sum(total('Skipped'));
  let failed = sum(total('Total')) - passed - skipped;
  if (total('Total').length === 0) why.push('printed no totals');
  else if (passed + failed + skipped === 0) why.push('has no tests');
  if (failed === 0 && why.length > 0) failed = 1;
  return { passed, failed, skipped, why, output, seconds };
}

function report(file, outcome) {
  const seconds = `${outcome.seconds.toFixed(1)} s`;
  if (outcome.failed === 0) {
    const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
    console.log(`ok    ${file.name}  ${outcome.passed}${skipped}  ${seconds}`);
    return;
  }
  console.log(`FAIL  ${file.name}  ${outcome.failed} of ${outcome.passed + outcome.failed}  ${seconds}`);
  for (const line of outcome.why) console.log(`      ${line}`);
  console.log(outcome.output.replace(/^/gm, '      | '));
}

/** Takes files from the list, `jobs` at a time, never two that want the same exclusive thing. */
async function runAll(files, jobs) {
  const waiting = [...files];
  const taken = new Set();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  let wake = () => {};
  const worker = async () => {
    while (waiting.length > 0) {
      const at = waiting.findIndex((file) => file.exclusive.every((thing) => !taken.has(thing)));
      if (at < 0) {
        await new Promise((resolve) => {
          const others = wake;
          wake = () => {
            others();
            resolve();
          };
        });
        continue;
      }
      const [file] = waiting.splice(at, 1);
      for (const thing of file.exclusive) taken.add(thing);
      const outcome = await run(file);
      for (const thing of file.exclusive) taken.delete(thing);
      const woken = wake;
      wake = () => {};
      woken();
      report(file, outcome);
      for (const key of Object.keys(sum)) sum[key] += outcome[key];
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return sum;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const pid of groups) killGroup(pid);
    process.exit(130);
  });
}

const files = findTests();
if (files.length === 0) console.log(`no test file matches ${filters.join(' ')}`);
const sum = await runAll(files, Number(options.jobs));
const passed = sum.passed + Number(options['also-passed']);
const failed = sum.failed + Number(options['also-failed']) + (files.length === 0 ? 1 : 0);
if (sum.skipped > 0) console.log(`skipped: ${sum.skipped}`);
console.log(`tests: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
