/** Each library that touches a device, the screen, the database or the wire has one home, so that it can be replaced. */

import { importsOf } from './imports.js';
import { isIn, type Rule } from './source.js';

const HOMES: Readonly<Record<string, string>> = {
  '@electric-sql/pglite': 'office/',
  '@xterm/headless': 'sim/',
  aedes: 'office/',
  blessed: 'terminal/ui/toolkit/',
  docx: 'terminal/sheets/',
  escpos: 'drivers/printer/',
  'iconv-lite': 'protocol/',
  'lunar-typescript': 'terminal/almanac/',
  mqtt: 'drivers/link/',
  'nfc-pcsc': 'drivers/reader/',
  'node-hid': 'drivers/keypad/',
  'node-pty': 'sim/',
  nodemailer: 'drivers/mail/',
  pg: 'office/',
  pino: 'terminal/kernel/',
  pngjs: 'sim/',
  serialport: 'drivers/transport/',
  'sql.js': 'terminal/kernel/',
};

/** Imports of such a library away from its home. Tests may look at the wire with it. */
export const libraryHomes: Rule = (sources) =>
  sources
    .filter((source) => !source.path.startsWith('tests/'))
    .flatMap(importsOf)
    .flatMap((one) => {
      const home = Object.hasOwn(HOMES, one.target) ? HOMES[one.target] : undefined;
      if (home === undefined || isIn(one.from.path, [home])) return [];
      const instead = `its home is ${home}: use what that folder offers`;
      return [{ path: one.from.path, line: one.line, what: `imports ${one.target}`, instead }];
    });

/** Packages that may be missing, and whose types we do not declare ourselves: without them the build would fail. */
export function undeclaredOptionals(names: readonly string[]): Rule {
  return (sources) => {
    const declared = sources.flatMap(({ text }) =>
      [...text.matchAll(/^declare module '([^']+)'/gm)].map(([, name]) => name),
    );
    return sources
      .filter((source) => !source.path.startsWith('tests/'))
      .flatMap(importsOf)
      .filter(({ target }) => names.includes(target) && !declared.includes(target))
      .map((one) => ({
        path: one.from.path,
        line: one.line,
        what: `imports ${one.target}, which is optional`,
        instead: 'declare what we use of it in a .d.ts beside, so that npm ci --omit=optional builds',
      }));
  };
}
