/** The house rules bite: each is shown code that breaks it, and code beside it that does not. */

import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arrows } from './arrows.js';
import { bannedCalls } from './banned-calls.js';
import { capabilityCircles, capabilityDoors } from './capabilities.js';
import { bareErrors, blindCasts, openEnds } from './leftovers.js';
import { libraryHomes, undeclaredOptionals } from './libraries.js';
import { floatingPromises } from './promises.js';
import { fileSizes, functionSizes } from './sizes.js';
import { type Rule, sourceFrom } from './source.js';

/** What `rule` says of files given as path and text: `path:line what`, sorted. */
function said(rule: Rule, files: Readonly<Record<string, string>>): string[] {
  const sources = Object.entries(files).map(([path, text]) => sourceFrom(path, text));
  return rule(sources)
    .map(({ path, line, what }) => `${path}:${line} ${what}`)
    .sort();
}

test('an import against an arrow is found in each room, however it is written', () => {
  assert.equal(
    said(arrows, {
      'protocol/at/a.ts': `import { x } from './b.js';\nimport type { Clock } from '../../drivers/host/types.js';`,
      'drivers/modem/a.ts': `import '../../protocol/at/a.js';\nexport * from '../../terminal/calls/index.js';`,
      'terminal/calls/a.ts': `import type { Modem } from '../../drivers/modem/types.js';\nconst m = await import('../../drivers/modem/modem.js');`,
      'terminal/kernel/a.ts': `import '../../drivers/device.js';\nlet a: import('../customers/index.js').Customer;`,
      'terminal/main.ts': `import '../drivers/modem/modem.js';\nimport '../sim/modem/index.js';`,
      'terminal/cli/a.ts': `import '../../sim/modem/index.js';\nimport '../../office/main.js';`,
      'office/a.ts': `import '../protocol/sync/topics.js';\nimport '../drivers/link/link.js';\nimport '../terminal/kernel/ids.js';`,
      'tests/a.ts': `import '../terminal/kernel/ids.js';`,
    }),
    [
      'drivers/modem/a.ts:2 imports terminal/calls/index.ts',
      'office/a.ts:3 imports terminal/kernel/ids.ts',
      'protocol/at/a.ts:2 imports drivers/host/types.ts',
      'terminal/calls/a.ts:2 imports drivers/modem/modem.ts',
      'terminal/kernel/a.ts:2 imports terminal/customers/index.ts',
      'terminal/main.ts:2 imports sim/modem/index.ts',
    ],
  );
});

test('a simulator may not share a codec with the driver it tests', () => {
  const text = [
    `import '../../protocol/errors.js';`,
    `import '../../protocol/text/columns.js';`,
    `import '../../protocol/sms/pdu.js';`,
    `import '../../drivers/host/types.js';`,
    `import '../../drivers/modem/types.js';`,
    `import '../../terminal/main.js';`,
  ].join('\n');
  assert.equal(said(arrows, { 'sim/modem/a.ts': text }), [
    'sim/modem/a.ts:3 imports protocol/sms/pdu.ts',
    'sim/modem/a.ts:5 imports drivers/modem/types.ts',
    'sim/modem/a.ts:6 imports terminal/main.ts',
  ]);
});

test('the world may run the terminal and the office, and not the machine, the console or a codec', () => {
  const text = [
    `import '../../terminal/app.js';`,
    `import '../../drivers/modem/index.js';`,
    `import '../../office/ingest/ingest.js';`,
    `import '../../protocol/sync/codec.js';`,
    `import '../../drivers/host/index.js';`,
    `import '../../terminal/main.js';`,
  ].join('\n');
  assert.equal(said(arrows, { 'sim/world/a.ts': text, 'sim/day/a.ts': `import '../world/a.js';` }), [
    'sim/day/a.ts:1 imports sim/world/a.ts',
    'sim/world/a.ts:4 imports protocol/sync/codec.ts',
    'sim/world/a.ts:5 imports drivers/host/index.ts',
    'sim/world/a.ts:6 imports terminal/main.ts',
  ]);
});

test('another capability is entered by its index.ts only', () => {
  const text = `import '../customers/index.js';\nimport '../customers/tables.js';\nimport './tables.js';\nimport '../kernel/ids.js';`;
  assert.equal(said(capabilityDoors, { 'terminal/calls/a.ts': text }), [
    'terminal/calls/a.ts:2 imports terminal/customers/tables.ts',
  ]);
});

test('a circle of three capabilities is found at each of its imports', () => {
  const files = {
    'terminal/a/x.ts': `import '../b/index.js';`,
    'terminal/b/x.ts': `import '../c/index.js';`,
    'terminal/c/x.ts': `import '../a/index.js';\nimport '../d/index.js';`,
    'terminal/d/x.ts': '',
  };
  assert.equal(said(capabilityCircles, files), [
    'terminal/a/x.ts:1 a imports b, which imports a again',
    'terminal/b/x.ts:1 b imports c, which imports b again',
    'terminal/c/x.ts:1 c imports a, which imports c again',
  ]);
});

test('a library that touches the world stays at home', () => {
  const files = {
    'terminal/ui/toolkit/a.ts': `import blessed from 'blessed';`,
    'terminal/ui/widgets/a.ts': `import blessed from 'blessed';`,
    'terminal/calls/a.ts': `const { SerialPort } = await import('serialport');\nimport type { Client } from 'pg';`,
    'sim/broker/a.ts': `import mqtt from 'mqtt';`,
    'tests/wire/a.ts': `import mqtt from 'mqtt';`,
  };
  assert.equal(said(libraryHomes, files), [
    'sim/broker/a.ts:1 imports mqtt',
    'terminal/calls/a.ts:1 imports serialport',
    'terminal/calls/a.ts:2 imports pg',
    'terminal/ui/widgets/a.ts:1 imports blessed',
  ]);
});

test('an optional package without types of our own is found', () => {
  const files = {
    'sim/a.ts': `await import('node-pty');\nawait import('node-hid');\nimport 'pg';`,
    'sim/b.d.ts': `declare module 'node-pty' {}`,
  };
  assert.equal(said(undeclaredOptionals(['node-pty', 'node-hid']), files), [
    'sim/a.ts:2 imports node-hid, which is optional',
  ]);
});

test('time, chance, files and sockets are found, and the clock given in is not', () => {
  const text = [
    `import { readFileSync } from 'node:fs';`,
    `import { rm } from 'fs/promises';`,
    `import net from 'node:net';`,
    `const a = Date.now() + Math.random();`,
    `const b = new Date();`,
    `setTimeout(() => {}, 1);`,
    `globalThis.setInterval(() => {}, 1);`,
    `process.exit(1);`,
    `const c = new Date(clock.now()); clock.after(1, () => {}); // Date.now() in words is no call`,
  ].join('\n');
  const expected = [
    ':1 imports node:fs',
    ':2 imports node:fs',
    ':3 imports node:net',
    ':4 Date.now()',
    ':4 Math.random()',
    ':5 new Date()',
    ':6 setTimeout()',
    ':7 setInterval()',
    ':8 process.exit()',
  ];
  assert.equal(
    said(bannedCalls, { 'terminal/calls/a.ts': text }),
    expected.map((one) => `terminal/calls/a.ts${one}`),
  );
  for (const free of [
    'drivers/host/a.ts',
    'sim/modem/a.ts',
    'tests/a.ts',
    'terminal/main.ts',
    'terminal/cli/a.ts',
  ]) {
    assert.equal(said(bannedCalls, { [free]: text }), []);
  }
});

test('a file has 400 lines, not 401', () => {
  assert.equal(said(fileSizes, { 'sim/a.ts': ';\n'.repeat(400) }), []);
  assert.equal(said(fileSizes, { 'sim/a.ts': ';\n'.repeat(401) }), ['sim/a.ts:1 401 lines']);
});

test('a function has 70 lines, not 71, and those of a function inside it count there', () => {
  const body = (lines: number) => ';\n'.repeat(lines - 2);
  assert.equal(said(functionSizes, { 'sim/a.ts': `function f() {\n${body(70)}}` }), []);
  assert.equal(said(functionSizes, { 'sim/a.ts': `\nconst f = () => {\n${body(71)}};` }), [
    'sim/a.ts:2 a function with 71 lines of its own',
  ]);
  const two = `function f() {\nconst g = () => {\n${body(60)}};\nconst h = () => {\n${body(60)}};\n}`;
  assert.equal(said(functionSizes, { 'sim/a.ts': two }), []);
  const inner = `function f() {\nreturn {\nclose() {\n${body(80)}},\n};\n}`;
  assert.equal(said(functionSizes, { 'sim/a.ts': inner }), [
    'sim/a.ts:3 a function with 80 lines of its own',
  ]);
});

test('open ends are found in comments, not in texts', () => {
  const text = `// TODO later\nconst a = 'TODO'; /* FIXME */\n/** x\n * @ts-ignore */\nfoo();\n// a todo list\n// HACK`;
  assert.equal(said(openEnds, { 'sim/a.ts': text }), [
    'sim/a.ts:1 TODO',
    'sim/a.ts:2 FIXME',
    'sim/a.ts:4 @ts-ignore',
    'sim/a.ts:7 HACK',
  ]);
});

test('an error has a code, except in tests', () => {
  const text = `throw new Error('x');\nthrow new TerminalError('at/x', 'x');\nthrow new RangeError();\nfail(Object.assign(new RangeError('x'), { code: 'EIO' }));`;
  assert.equal(said(bareErrors, { 'drivers/a.ts': text, 'tests/a.ts': text }), [
    'drivers/a.ts:1 new Error()',
    'drivers/a.ts:3 new RangeError()',
  ]);
});

test('a cast to any is found', () => {
  assert.equal(said(blindCasts, { 'sim/a.ts': `const a = b as any;\nconst c = b as unknown;` }), [
    'sim/a.ts:1 as any',
  ]);
});

test('a promise nobody waits for is found, also out of a package or from Node', () => {
  const lines = [
    `import { rm } from 'node:fs/promises';`,
    `import mqtt from 'mqtt';`,
    `declare const ports: Map<string, { close(): Promise<void> }>;`,
    `declare const button: { onPress(f: () => void): void; once(f: () => Promise<void> | void): void };`,
    `declare const ready: boolean;`,
    `rm('/x');`,
    `mqtt.connect('x').endAsync();`,
    `ports.get('a')?.close();`,
    `ready && rm('/x');`,
    `[1].map(async () => {});`,
    `rm('/x').then(() => {});`,
    `button.onPress(async () => {});`,
    `setTimeout(async () => {}, 1);`,
    `void rm('/x'); await rm('/x'); rm('/x').catch(() => {}); rm('/x').then(() => {}, () => {});`,
    `let kept: Promise<void>; kept = rm('/x'); [1].forEach(() => {}); button.once(async () => {});`,
  ];
  assert.equal(linesOfFloating(lines.join('\n')), [6, 7, 8, 9, 10, 11, 12, 13]);
});

function linesOfFloating(text: string): number[] {
  const planted = `${process.cwd()}/planted.mts`;
  const options = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => name === planted || exists(name);
  host.getSourceFile = (name, target) =>
    name === planted ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true) : read(name, target);
  const program = ts.createProgram([planted], { ...options, noEmit: true, skipLibCheck: true }, host);
  return floatingPromises(program, (file) => (file === planted ? file : undefined)).map(({ line }) => line);
}

test.run();
