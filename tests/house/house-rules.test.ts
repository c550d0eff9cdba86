/** The house rules over the whole checkout. What each rule means and catches: planted.test.ts. */

import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arrows } from './arrows.js';
import { bannedCalls, idleExceptions } from './banned-calls.js';
import { capabilityCircles, capabilityDoors } from './capabilities.js';
import { bareErrors, blindCasts, openEnds } from './leftovers.js';
import { libraryHomes, undeclaredOptionals } from './libraries.js';
import { floatingPromises } from './promises.js';
import { fileSizes, functionSizes } from './sizes.js';
import { format, isIn, type Rule, readSources, type Violation } from './source.js';

const root = checkoutAbove(dirname(fileURLToPath(import.meta.url)));
const sources = readSources(root);
/** The rules' own tests hold planted violations. */
const judged = sources.filter((source) => !isIn(source.path, ['tests/house/']));

const optional = Object.keys(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies ?? {},
);

const rules: Readonly<Record<string, Rule>> = {
  'imports follow the arrows': arrows,
  'a capability is entered by its index.ts': capabilityDoors,
  'capabilities form no circle': capabilityCircles,
  'a library that touches the world has one home': libraryHomes,
  'the build needs no optional package': undeclaredOptionals(optional),
  'time, chance, files and sockets come through the host': bannedCalls,
  'no exception outlives its need': idleExceptions,
  'files have 400 lines at most': fileSizes,
  'functions have 70 lines of their own at most': functionSizes,
  'nothing is left for later': openEnds,
  'errors have a code': bareErrors,
  'nothing is cast blindly': blindCasts,
};

for (const [name, rule] of Object.entries(rules)) test(name, () => expectNone(rule(judged)));

test('every promise is waited for', () => {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(fileNames, { ...options, incremental: false, noEmit: true });
  const ours = new Set(sources.map((source) => source.path));
  expectNone(
    floatingPromises(program, (file) => {
      const path = relative(root, file);
      return ours.has(path) ? path : undefined;
    }),
  );
});

/** The folder with tsconfig.json, above the compiled test. */
function checkoutAbove(from: string): string {
  return ts.sys.fileExists(join(from, 'tsconfig.json')) ? from : checkoutAbove(dirname(from));
}

function expectNone(violations: readonly Violation[]): void {
  assert.ok(violations.length === 0, `\n${violations.map(format).join('\n')}`);
}

test.run();
