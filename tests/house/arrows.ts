/** Who may import whom: the arrows of ARCHITECTURE.md. */

import { type Import, importsOf } from './imports.js';
import { isIn, type Rule, type Violation } from './source.js';

interface Arrow {
  /** The importers. The first arrow that names a file is the one that counts. */
  readonly of: readonly string[];
  readonly may: readonly string[];
  readonly not?: readonly string[];
  readonly instead: string;
}

/** The shapes of the devices, without any device. */
const DEVICE_SHAPES = /^drivers\/[^/]+\/types\.ts$/;
const DEVICE_BASICS = ['drivers/device.ts', 'drivers/host/timing.ts'];
/** Codecs that a driver uses. A simulator that shares one agrees with its bugs. */
const CODECS = ['at', 'sms', 'escpos', 'card', 'hid', 'sync'].map((name) => `protocol/${name}/`);

const ARROWS: readonly Arrow[] = [
  { of: ['tests/'], may: ['tests/', 'protocol/', 'drivers/', 'terminal/', 'office/', 'sim/'], instead: '' },
  {
    of: ['protocol/'],
    may: ['protocol/'],
    instead:
      'protocol/ is pure and imports nothing of ours: pass the value in, or move the code to the room that needs it',
  },
  {
    of: ['drivers/'],
    may: ['drivers/', 'protocol/'],
    instead:
      'a driver knows only protocol/ and drivers/: offer an interface in types.ts and let terminal/assemble.ts connect them',
  },
  {
    of: ['terminal/cli/'],
    may: ['terminal/', 'drivers/', 'protocol/', 'office/', 'sim/'],
    instead: 'tests/ is for tests: move what both need into the room it belongs to',
  },
  {
    of: ['terminal/main.ts', 'terminal/assemble.ts', 'terminal/snapshot-main.ts'],
    may: ['terminal/', 'drivers/', 'protocol/'],
    instead: 'the terminal runs without an office and without simulators: speak over the wire',
  },
  {
    of: ['terminal/kernel/'],
    may: ['terminal/kernel/', 'protocol/', ...DEVICE_BASICS],
    instead:
      'the kernel knows no capability, no screen and no device: let the capability register itself through terminal/main.ts',
  },
  {
    of: ['terminal/'],
    may: ['terminal/', 'protocol/', ...DEVICE_BASICS],
    not: ['terminal/cli/', 'terminal/main.ts'],
    instead:
      'take the interface in drivers/<device>/types.ts and let terminal/assemble.ts hand in the real thing',
  },
  {
    of: ['office/'],
    may: ['office/', 'protocol/', 'drivers/host/', 'drivers/link/', 'drivers/device.ts'],
    instead: 'the office knows the terminals only by protocol/sync: put shared shapes there',
  },
  {
    // A composition root of its own: it runs the shipped terminal, drivers and office in one process, on a simulated
    // clock, disk and line. Its devices and its checks read the wire and the journal by themselves all the same.
    of: ['sim/world/'],
    may: ['sim/', 'protocol/', 'drivers/', 'terminal/', 'office/'],
    not: [
      'terminal/cli/',
      'terminal/main.ts',
      'terminal/assemble.ts',
      'office/main.ts',
      'drivers/host/index.ts',
      ...CODECS,
    ],
    instead:
      'the world puts together what main.ts does, without the machine: take the part, and read what it wrote by yourself',
  },
  {
    of: ['sim/'],
    may: ['sim/', 'protocol/', 'drivers/host/'],
    not: ['sim/world/', ...CODECS],
    instead:
      'a simulator stands on the other side of the wire: write its side from the specification, and start programs as processes',
  },
];

/** Imports that point against an arrow. */
export const arrows: Rule = (sources) =>
  sources
    .flatMap(importsOf)
    .filter((one) => one.ours)
    .flatMap(judge);

function judge(one: Import): Violation[] {
  const arrow = ARROWS.find(({ of }) => isIn(one.from.path, of));
  if (arrow === undefined || isAllowed(one, arrow)) return [];
  return [{ path: one.from.path, line: one.line, what: `imports ${one.target}`, instead: arrow.instead }];
}

function isAllowed(one: Import, arrow: Arrow): boolean {
  if (isIn(one.target, arrow.not ?? [])) return false;
  if (isIn(one.target, arrow.may)) return true;
  return one.from.path.startsWith('terminal/') && DEVICE_SHAPES.test(one.target);
}
