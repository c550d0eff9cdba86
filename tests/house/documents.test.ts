/** What the documents promise is there: links, paths, folders on the map, commands, settings. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { messageOf } from '../../protocol/errors.js';
import { parseTerminalConfig } from '../../terminal/kernel/config/config.js';

const root = checkoutAbove(dirname(fileURLToPath(import.meta.url)));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The folder with tsconfig.json above the compiled test; the working folder for a build that lies elsewhere. */
function checkoutAbove(from: string): string {
  if (existsSync(join(from, 'tsconfig.json'))) return from;
  return dirname(from) === from ? process.cwd() : checkoutAbove(dirname(from));
}

/** First groups of all matches, each once. */
function all(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];
}

function folders(room: string): string[] {
  return readdirSync(join(root, room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

test('a link leads to a file that is there', () => {
  const broken = PAGES.flatMap((page) => {
    const links = [
      ...all(read(page), /\]\((?!https?:)([^)#\s]+)[^)]*\)/g),
      ...all(read(page), /<img src="([^"]+)"/g),
    ];
    return links
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page}: ${link}`);
  });
  assert.equal(broken, []);
});

test('a path that a page names is there', () => {
  const paths = /`((?:protocol|drivers|terminal|office|sim|tests|deploy|docs)\/[\w./-]+)[` ]/g;
  const missing = PAGES.flatMap((page) =>
    all(read(page), paths)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`),
  );
  assert.equal(missing, []);
});

test('the map shows every folder', () => {
  const map = read('ARCHITECTURE.md');
  const rooms = ['protocol', 'drivers', 'terminal', 'office', 'sim'];
  const missing = rooms.flatMap((room) =>
    folders(room)
      .filter((name) => !new RegExp(`\`(?:${room}/)?${name}/?\``).test(map))
      .map((name) => `${room}/${name}`),
  );
  assert.equal(missing, []);
});

test('a page shows only commands that exist, and the README all of them', () => {
  const known = all(read('terminal/cli/zhanggui.ts'), /^ {2}(\w+): \(\) => import\(/gm);
  const shown = (page: string) => all(read(page), /`(?:npx )?zhanggui ([a-z]+)/g);
  const wrong = PAGES.flatMap((page) =>
    shown(page)
      .filter((command) => !known.includes(command))
      .map((command) => `${page}: zhanggui ${command}`),
  );
  assert.equal(wrong, []);
  assert.equal(shown('README.md').sort(), known.sort());
});

const EXAMPLE = 'deploy/examples/terminal.conf';

/** The settings that the terminal knows, as it names them to somebody who wrote a wrong one. */
function knownSettings(): string[] {
  try {
    parseTerminalConfig('no-such-setting-at-all = 1');
  } catch (error) {
    const [, list = ''] = /known are (.+)$/.exec(messageOf(error)) ?? [];
    return list.split(', ');
  }
  return [];
}

test('the example configuration explains every setting', () => {
  const shown = all(read(EXAMPLE), /^#?([a-z-]+) = /gm);
  assert.ok(knownSettings().length > 10);
  assert.equal([...shown].sort(), knownSettings().sort());
});

test('the example configuration runs as it stands, with the defaults that it shows', () => {
  const plain = parseTerminalConfig(read(EXAMPLE), EXAMPLE);
  const whole = parseTerminalConfig(read(EXAMPLE).replace(/^#(?=\S)/gm, ''), EXAMPLE);
  assert.is(plain.modem ?? plain.printer ?? plain.office, undefined);
  assert.ok(whole.modem && whole.printer && whole.office && whole.display && whole.keypad);
  const { profile, locale, timezone, reader, textGapMs } = whole;
  assert.equal({ ...plain, profile, locale, timezone, reader, textGapMs }, plain);
  assert.is(whole.log.level, plain.log.level);
});

test('the changelog knows this version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  assert.match(read('CHANGELOG.md'), new RegExp(`^## ${version.replaceAll('.', '\\.')} `, 'm'));
});

test.run();
