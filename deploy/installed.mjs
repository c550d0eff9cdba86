/**
 * Says whether node_modules is what package-lock.json asks for, on this Node. Prints nothing when it is; otherwise one
 * line: `packages …` when packages are missing or of another version, `native …` when only their compiled parts do not load.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The first package that is not installed as locked. Optional ones count only when they are our own. */
function firstWrongPackage() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'none is installed';
  const wanted = read('package-lock.json').packages;
  const present = read('node_modules/.package-lock.json').packages;
  const ours = new Set(
    Object.keys(read('package.json').optionalDependencies ?? {}).map((name) => `node_modules/${name}`),
  );
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || ((entry.optional || entry.devOptional) && !ours.has(path))) continue;
    if (present[path]?.version !== entry.version) return `${path} ${entry.version}`;
  }
  return undefined;
}

/** The first package with a binding.gyp whose addon is not there or does not load on this Node. */
function firstBrokenAddon() {
  for (const name of ['@pokusew/pcsclite', 'node-pty']) {
    const release = join(root, 'node_modules', name, 'build/Release');
    const addons = existsSync(release) ? readdirSync(release).filter((file) => file.endsWith('.node')) : [];
    if (addons.length === 0) return `${name} is not built`;
    for (const addon of addons) {
      try {
        process.dlopen({ exports: {} }, join(release, addon));
      } catch (error) {
        return `${name}: ${error.message.split('\n')[0]}`;
      }
    }
  }
  return undefined;
}

const wrong = firstWrongPackage();
const broken = wrong === undefined ? firstBrokenAddon() : undefined;
if (wrong !== undefined) console.log(`packages ${wrong}`);
else if (broken !== undefined) console.log(`native ${broken}`);
