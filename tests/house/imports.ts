/** What a file imports, in every way it can be said. */

import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, type Source, walk } from './source.js';

export interface Import {
  readonly from: Source;
  readonly line: number;
  /** A path from the root for one of our files (`protocol/errors.ts`), else the package (`mqtt`, `node:fs`). */
  readonly target: string;
  readonly ours: boolean;
}

/** `import`, `export … from`, `import()` and `import('…').Type` of a file. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  walk(source, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    const ours = specifier.text.startsWith('.');
    const target = ours ? ourPath(source.path, specifier.text) : packageOf(specifier.text);
    found.push({ from: source, line: lineOf(source, specifier.getStart(source.tree)), target, ours });
  });
  return found;
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  let specifier: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
  else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    specifier = node.arguments[0];
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    specifier = node.argument.literal;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier : undefined;
}

function ourPath(importer: string, specifier: string): string {
  return posix.join(posix.dirname(importer), specifier).replace(/\.js$/, '.ts');
}

/** `pino/file` → `pino`, `@a/b/c` → `@a/b`, `fs` and `node:fs/promises` → `node:fs`. */
function packageOf(specifier: string): string {
  const words = specifier.split('/');
  if (specifier.startsWith('@')) return words.slice(0, 2).join('/');
  const name = words[0] ?? specifier;
  return ['fs', 'net', 'tls', 'dgram', 'http', 'https', 'child_process', 'timers'].includes(name)
    ? `node:${name}`
    : name;
}
