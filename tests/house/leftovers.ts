/** What is written in a hurry and must not stay. */

import ts from 'typescript';
import { lineOf, type Rule, type Source, type Violation, walk } from './source.js';

const IN_COMMENTS: readonly { pattern: RegExp; instead: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, instead: 'do it now, or write it down where work is planned' },
  {
    pattern: /@ts-(ignore|nocheck|expect-error)\b/,
    instead: 'give the value its type; narrow unknown with a check',
  },
  { pattern: /biome-ignore-(all|start)/, instead: 'silence one line, with its reason' },
];

/** Open ends in comments. */
export const openEnds: Rule = (sources) =>
  sources.flatMap((source) =>
    commentsOf(source).flatMap(({ position, text }) =>
      IN_COMMENTS.flatMap(({ pattern, instead }) => {
        const hit = pattern.exec(text);
        if (hit === null) return [];
        return [{ path: source.path, line: lineOf(source, position + hit.index), what: hit[0], instead }];
      }),
    ),
  );

/** Errors without a code, outside tests. `Object.assign(new RangeError(…), { code: 'EIO' })` imitates one of the system's. */
export const bareErrors: Rule = (sources) =>
  inEach(sources, (node, source) => {
    if (source.path.startsWith('tests/') || !ts.isNewExpression(node)) return undefined;
    if (ts.isCallExpression(node.parent) && node.parent.expression.getText(source.tree) === 'Object.assign')
      return undefined;
    const name = node.expression.getText(source.tree);
    if (!['Error', 'TypeError', 'RangeError', 'AggregateError'].includes(name)) return undefined;
    return {
      what: `new ${name}()`,
      instead: 'throw a TerminalError with a layer/code from protocol/errors.ts',
    };
  });

/** Casts that switch the type checker off. */
export const blindCasts: Rule = (sources) =>
  inEach(sources, (node) => {
    if (!ts.isAsExpression(node)) return undefined;
    const blind = node.type.kind === ts.SyntaxKind.AnyKeyword;
    return blind
      ? { what: 'as any', instead: 'cast to the real type, or narrow unknown with a check' }
      : undefined;
  });

function inEach(
  sources: readonly Source[],
  look: (node: ts.Node, source: Source) => { what: string; instead: string } | undefined,
): Violation[] {
  return sources.flatMap((source) => {
    const found: Violation[] = [];
    walk(source, (node) => {
      const hit = look(node, source);
      if (hit !== undefined)
        found.push({ path: source.path, line: lineOf(source, node.getStart(source.tree)), ...hit });
    });
    return found;
  });
}

function commentsOf(source: Source): { position: number; text: string }[] {
  const seen = new Map<number, string>();
  const keep = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) seen.set(pos, source.text.slice(pos, end));
  };
  walk(source, (node) => {
    keep(ts.getLeadingCommentRanges(source.text, node.getFullStart()));
    keep(ts.getTrailingCommentRanges(source.text, node.getEnd()));
  });
  keep(ts.getLeadingCommentRanges(source.text, source.tree.endOfFileToken.getFullStart()));
  return [...seen].map(([position, text]) => ({ position, text }));
}
