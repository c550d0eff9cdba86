/**
 * Completes package-lock.json with the packages for other platforms. npm leaves out an optional package that the
 * registry at hand did not serve, and then refuses its own lock in `npm ci`. Run it after a change of dependencies:
 *
 *   node deploy/complete-lock.mjs          adds what is missing
 *   node deploy/complete-lock.mjs --check  only says what is missing, and fails if anything is
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));

/** Where Node looks for `name` from the package at `from`: its own node_modules, then each one above. */
function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

/** What a platform package's name says of the machine it is for: `cli-linux-x64-musl` → linux, x64, musl. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].filter((word) =>
    words.includes(word),
  );
  const cpu = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'].filter((word) =>
    words.includes(word),
  );
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = os.includes('linux') ? { libc: [musl ? 'musl' : 'glibc'] } : {};
  return { os, cpu, ...libc };
}

const missing = Object.entries(lock.packages).flatMap(([from, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => from !== '' && !isLocked(from, name))
    .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
);
for (const { name, version, dev } of missing) {
  console.log(`${name} ${version}`);
  lock.packages[`node_modules/${name}`] = {
    version,
    ...platformOf(name),
    ...(dev && { dev }),
    optional: true,
  };
}
if (process.argv.includes('--check')) process.exitCode = missing.length === 0 ? 0 : 1;
else if (missing.length > 0) {
  const { '': root, ...rest } = lock.packages;
  lock.packages = {
    '': root,
    ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))),
  };
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
