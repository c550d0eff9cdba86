/** Nothing that reads what comes from outside escapes the fuzzing: every parser of protocol/ is in a property. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const ROOT = checkoutAbove(dirname(fileURLToPath(import.meta.url)));
const PARSER = /^export (?:async )?function\*? ((?:parse|decode|read|split|scan|from|find|join)[A-Z]\w*)/gm;

/** Parsers inside others: each is reached through the one that is named. */
const INSIDE: Readonly<Record<string, string>> = {
  decodeDcs: 'decodePdu',
  decodeGsm7: 'decodePdu',
  decodeHeader: 'decodePdu',
  decodeUcs2: 'decodePdu',
  readAddress: 'decodePdu',
  readDeliver: 'decodePdu',
  readOctets: 'decodePdu',
  readSmsc: 'decodePdu',
  readStatusReport: 'decodePdu',
  readSubmit: 'decodePdu',
  readTimestamp: 'decodePdu',
  readUserData: 'decodePdu',
  readValidity: 'decodePdu',
  splitText: 'encodeSubmit',
  parseType2Capability: 'findNdef',
  parseWith: 'decodeUp',
};
/** Makes a command for a card; reads nothing. */
const NO_PARSERS = new Set(['readBinary']);

function checkoutAbove(from: string): string {
  return ts.sys.fileExists(join(from, 'tsconfig.json')) ? from : checkoutAbove(dirname(from));
}

function filesIn(folder: string): Array<{ readonly path: string; readonly text: string }> {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(ROOT, folder, path), 'utf8') }));
}

const properties = filesIn('tests/fuzz/properties').map(({ text }) => text);
const isUsed = (name: string): boolean => properties.some((text) => new RegExp(`\\b${name}\\b`).test(text));

function unlisted(files: ReturnType<typeof filesIn>): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(PARSER)]
      .map(([, name = '']) => name)
      .filter((name) => !NO_PARSERS.has(name) && !isUsed(INSIDE[name] ?? name))
      .map((name) => `${path}: ${name} reads what comes from outside: put it into tests/fuzz/properties`),
  );
}

test('every exported parser of protocol/ is fuzzed', () => {
  const missing = unlisted(filesIn('protocol'));
  assert.ok(missing.length === 0, `\n${missing.join('\n')}`);
});

test('a new parser that nobody fuzzes is found', () => {
  const [found] = unlisted([{ path: 'protocol/new.ts', text: 'export function parseNews(line: string) {}' }]);
  assert.match(found ?? '', 'parseNews');
});

test('what is said to be inside another parser is still there', () => {
  const all = new Set(
    filesIn('protocol').flatMap(({ text }) => [...text.matchAll(PARSER)].map(([, name]) => name)),
  );
  assert.equal(
    Object.keys(INSIDE).filter((name) => !all.has(name)),
    [],
  );
});

test.run();
