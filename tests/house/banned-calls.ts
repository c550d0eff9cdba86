/** Calls that reach past the host: time, chance, files and sockets come in through drivers/host and drivers/transport. */

import ts from 'typescript';
import { importsOf } from './imports.js';
import { isIn, lineOf, type Rule, type Source, type Violation, walk } from './source.js';

/** The machine itself, what stands outside the product, and the programs' first files. */
const FREE = [
  'drivers/host/',
  'drivers/transport/',
  'sim/',
  'tests/',
  'terminal/main.ts',
  'terminal/cli/',
  'office/main.ts',
];

const CALLS: Readonly<Record<string, string>> = {
  'Date.now': 'use Clock.now()',
  'performance.now': 'use Clock.monotonic()',
  'process.hrtime': 'use Clock.monotonic()',
  setTimeout: 'use Clock.after()',
  setInterval: 'use Clock.after(), again at each turn',
  'Math.random': 'use Random.bytes()',
  randomUUID: 'use Random.bytes()',
  randomBytes: 'use Random.bytes()',
  'crypto.randomUUID': 'use Random.bytes()',
  'crypto.randomBytes': 'use Random.bytes()',
  'process.exit': 'throw a TerminalError; only the programs’ first files end the process',
};

const MODULES: Readonly<Record<string, string>> = {
  'node:fs': 'use Disk from drivers/host/types.ts',
  'node:net': 'use Transport from drivers/transport/types.ts',
  'node:tls': 'use Transport from drivers/transport/types.ts',
  'node:dgram': 'use Transport from drivers/transport/types.ts',
  'node:timers': 'use Clock.after()',
};

/** Single places that cannot do without. */
const EXCEPTIONS: readonly { path: string; what: string; why: string }[] = [
  {
    path: 'drivers/reader/child.ts',
    what: 'process.exit()',
    why: 'it is the first file of a process of its own',
  },
  {
    path: 'drivers/reader/pcscd.ts',
    what: 'imports node:net',
    why: 'it knocks at the daemon’s socket in that process',
  },
];

/** Banned calls and modules outside the places that make the real ones. */
export const bannedCalls: Rule = (sources) =>
  sources
    .filter((source) => !isIn(source.path, FREE))
    .flatMap((source) => [...callsIn(source), ...modulesIn(source)])
    .filter(({ path, what }) => !EXCEPTIONS.some((one) => one.path === path && one.what === what));

/** Exceptions that nothing needs any more. */
export const idleExceptions: Rule = (sources) => {
  const used = sources.flatMap((source) => [...callsIn(source), ...modulesIn(source)]);
  return EXCEPTIONS.filter(
    (one) => !used.some(({ path, what }) => path === one.path && what === one.what),
  ).map((one) => ({
    path: one.path,
    line: 1,
    what: `no longer ${one.what}`,
    instead: 'take its exception out of tests/house/banned-calls.ts',
  }));
};

function callsIn(source: Source): Violation[] {
  const found: Violation[] = [];
  walk(source, (node) => {
    const hit = bannedAt(node, source);
    if (hit !== undefined) {
      found.push({ path: source.path, line: lineOf(source, node.getStart(source.tree)), ...hit });
    }
  });
  return found;
}

function bannedAt(node: ts.Node, source: Source): { what: string; instead: string } | undefined {
  if (ts.isNewExpression(node)) {
    const bare = node.expression.getText(source.tree) === 'Date' && (node.arguments?.length ?? 0) === 0;
    return bare ? { what: 'new Date()', instead: 'use new Date(Clock.now())' } : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const name = node.expression.getText(source.tree).replace(/^globalThis\./, '');
  const instead = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  return instead === undefined ? undefined : { what: `${name}()`, instead };
}

function modulesIn(source: Source): Violation[] {
  return importsOf(source).flatMap((one) => {
    const instead = Object.hasOwn(MODULES, one.target) ? MODULES[one.target] : undefined;
    return instead === undefined
      ? []
      : [{ path: source.path, line: one.line, what: `imports ${one.target}`, instead }];
  });
}
